using Dapper;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Links that are mailed to people: made, and taken once.</summary>
static class MailLinks
{
    // At most one a minute for one purpose: nobody's mailbox is filled through us.
    const string Insert = """
        insert into mail_link (hash, purpose, user_id, new_email, expires_at)
        select @Hash, @purpose, @userId, @newEmail, now() + make_interval(hours => @hours)
        where not exists (select from mail_link where user_id = @userId and purpose = @purpose
            and created_at > now() - interval '1 minute')
        """;

    const string Take = """
        delete from mail_link where hash = @Hash and purpose = any (@purposes) and expires_at > now()
        returning purpose, user_id as UserId, new_email as NewEmail
        """;

    const string Forget = "delete from mail_link where user_id = @userId and purpose = @purpose";

    /// <summary>Hours that a link works, by what it is for.</summary>
    static int HoursOf(string purpose) => purpose == LinkPurpose.ResetPassword ? 1 : 24;

    /// <summary>The answer to a link that is none, was used or is too old.</summary>
    public static Problem Invalid { get; } = new(StatusCodes.Status400BadRequest, "link_invalid",
        "This link was used, is too old, or is cut off: ask for a new one.");

    /// <summary>Makes a link; null where one was made less than a minute ago.</summary>
    public static async Task<SecretToken?> CreateAsync(
        NpgsqlTransaction transaction, MailLink link, CancellationToken cancellation)
    {
        var token = SecretToken.Create();
        var rows = await transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            token.Hash,
            link.Purpose,
            link.UserId,
            link.NewEmail,
            hours = HoursOf(link.Purpose),
        }, transaction, cancellationToken: cancellation));
        return rows == 1 ? token : null;
    }

    /// <summary>Uses a link up; null where it is none for this.</summary>
    public static async Task<MailLink?> TakeAsync(
        NpgsqlTransaction transaction, string? text, string[] purposes, CancellationToken cancellation) =>
        SecretToken.Parse(text) is not { } token ? null
            : await transaction.Connection!.QuerySingleOrDefaultAsync<MailLink>(new CommandDefinition(
                Take, new { token.Hash, purposes }, transaction, cancellationToken: cancellation));

    /// <summary>Ends all links that a person has for something.</summary>
    public static Task ForgetAsync(
        NpgsqlTransaction transaction, Guid userId, string purpose, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Forget, new { userId, purpose }, transaction, cancellationToken: cancellation));
}

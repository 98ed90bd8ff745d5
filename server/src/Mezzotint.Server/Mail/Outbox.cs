using Dapper;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;
using Npgsql;

namespace Mezzotint.Server.Mail;

/// <summary>Where mail is put together with its cause: both are written, or neither is.</summary>
sealed class Outbox(CurrentCatalogue catalogue, ServerOptions options, TimeProvider clock)
{
    const string Insert = "insert into mail (id, recipient, subject, body) values (@id, @To, @Subject, @body)";

    /// <summary>Removes what was sent or given up a month ago.</summary>
    public const string ForgetOld = """
        delete from mail
        where (sent_at is not null or failed_at is not null) and created_at < now() - interval '30 days'
        """;

    /// <summary>The service's name, as letters say it.</summary>
    public string ServiceName => catalogue.Value.Branding.Name;

    /// <summary>Queues a letter in the transaction of its cause; a duty sends it, again and again if need be.</summary>
    public Task QueueAsync(NpgsqlTransaction transaction, Letter letter, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            id = Guid.CreateVersion7(clock.GetUtcNow()),
            letter.To,
            letter.Subject,
            body = $"{letter.Text}\n\n-- \n{ServiceName}\n{options.PublicAddress}\n",
        }, transaction, cancellationToken: cancellation));

    /// <summary>The address of one of the studio's pages.</summary>
    /// <param name="page">Its path.</param>
    /// <param name="token">
    /// What the page is handed; it stands after a #, which browsers keep out of requests, logs and referrers.
    /// </param>
    public string Link(string page, string token = "") =>
        $"{options.PublicAddress}/{page}{(token.Length > 0 ? "#" : "")}{token}";
}

using Dapper;
using Mezzotint.Server.Duties;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Mail;

/// <summary>Sends what is in the outbox; every server does it, none takes what another has.</summary>
/// <remarks>
/// The row stays locked while its mail is under way: a server that dies leaves it to the next one. One that dies
/// between the mail server's yes and the commit sends it twice, under one Message-ID.
/// </remarks>
sealed partial class SendMail(NpgsqlDataSource database, Postman postman, TimeProvider clock, ILogger<SendMail> log)
    : BackgroundService
{
    const int AttemptsMax = 10;
    const int ErrorLength = 500;

    const string Claim = """
        select id, recipient, subject, body, attempts from mail
        where sent_at is null and failed_at is null and due_at <= now()
        order by due_at limit 1 for update skip locked
        """;

    // Its links are good for whoever reads them: the text goes as soon as it is not needed.
    const string Sent = "update mail set sent_at = now(), body = '', error = null where id = @Id";

    // After 1, 2, 4... minutes, 17 hours in all; then it is given up.
    const string Failed = """
        update mail set attempts = attempts + 1, error = @error,
            due_at = now() + interval '1 minute' * power(2, attempts),
            failed_at = case when attempts + 1 >= @AttemptsMax then now() end,
            body = case when attempts + 1 >= @AttemptsMax then '' else body end
        where id = @Id
        """;

    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Duty.RepeatAsync(SendNextAsync, Between, clock, log, stoppingToken);

    /// <summary>Sends one mail that is due.</summary>
    /// <returns>Whether there was one.</returns>
    async Task<bool> SendNextAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var mail = await connection.QuerySingleOrDefaultAsync<OutgoingMail>(
            new CommandDefinition(Claim, transaction: transaction, cancellationToken: cancellation));
        if (mail is null)
            return false;
        var error = await TryAsync(mail, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            error is null ? Sent : Failed, new { mail.Id, error, AttemptsMax }, transaction,
            cancellationToken: CancellationToken.None)); // what was sent is noted, whoever stops now
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <returns>Why it could not be sent; null where it was.</returns>
    async Task<string?> TryAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            await postman.SendAsync(mail, limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failure(mail, $"It took longer than {TimeLimit.TotalSeconds} seconds.");
        }
        catch (Exception error) when (error is not OperationCanceledException) // whatever it is, the next mail is due
        {
            return Failure(mail, $"{error.Message} {error.InnerException?.Message}".Trim());
        }
    }

    string Failure(OutgoingMail mail, string reason)
    {
        LogFailure(mail.Id, mail.Attempts + 1, AttemptsMax, reason);
        return reason.Length > ErrorLength ? reason[..ErrorLength] : reason;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was not sent, attempt {Attempt} of {Most}: {Reason}")]
    private partial void LogFailure(Guid id, int attempt, int most, string reason);
}

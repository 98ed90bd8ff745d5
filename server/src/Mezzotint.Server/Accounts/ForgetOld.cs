using Dapper;
using Mezzotint.Server.Duties;
using Mezzotint.Server.Mail;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Removes what is over anyway: unused sessions, links, challenges, invitations, old mail.</summary>
sealed class ForgetOld(NpgsqlDataSource database, TimeProvider clock, ILogger<ForgetOld> log) : BackgroundService
{
    const string Sessions = "delete from user_session where seen_at < now() - interval '30 days'";
    const string Links = "delete from mail_link where expires_at < now()";
    const string Challenges = "delete from passkey_challenge where created_at < now() - interval '5 minutes'";
    const string Invitations = "delete from invitation where expires_at < now()";

    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Duty.RepeatAsync(RunAsync, Between, clock, log, stoppingToken);

    async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        foreach (var sql in new[] { Sessions, Links, Challenges, Invitations, Outbox.ForgetOld })
            await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellation));
        return false;
    }
}

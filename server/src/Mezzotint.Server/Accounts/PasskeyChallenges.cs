using System.Text.Json;
using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>What authenticators were asked to sign: kept by us, so that any server takes the answer, once.</summary>
sealed class PasskeyChallenges(NpgsqlDataSource database, TimeProvider clock)
{
    const string Insert = "insert into passkey_challenge (id, user_id, state) values (@id, @userId, @state)";

    const string Take = """
        delete from passkey_challenge
        where id = @id and user_id is not distinct from @userId and created_at > now() - interval '5 minutes'
        returning state
        """;

    /// <summary>The answer to a credential that proves nothing.</summary>
    /// <param name="reason">What is wrong with it.</param>
    public static Problem Invalid(string? reason) => new(StatusCodes.Status400BadRequest, "passkey_invalid",
        $"The passkey was not accepted: {reason ?? "the challenge was answered before or is over 5 minutes old."} "
        + "Ask for a new challenge.");

    /// <summary>Keeps a challenge until it is answered.</summary>
    /// <param name="userId">Who adds a passkey; null where somebody logs in with one.</param>
    /// <param name="options">For the browser, as JSON.</param>
    /// <param name="state">For the check of the answer.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public async Task<PasskeyChallenge> KeepAsync(
        Guid? userId, string options, string? state, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(Insert, new { id, userId, state }, cancellationToken: cancellation));
        using var json = JsonDocument.Parse(options);
        return new PasskeyChallenge(id, json.RootElement.Clone());
    }

    /// <summary>The state of a challenge, which is gone by that; null where there is none.</summary>
    public async Task<string?> TakeAsync(Guid id, Guid? userId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(Take, new { id, userId }, cancellationToken: cancellation));
    }
}

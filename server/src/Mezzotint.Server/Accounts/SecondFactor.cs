using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>What log-in asks for besides a password: an authenticator's or a recovery code, each good once.</summary>
sealed class SecondFactor(NpgsqlDataSource database, TimeProvider clock)
{
    const int RecoveryCodes = 10;
    const int RecoveryLetters = 16; // of 32 kinds: 80 random bits
    const string Letters = "abcdefghjkmnpqrstuvwxyz023456789"; // none that looks like another

    // A code that was seen by somebody else is worth nothing once its owner used it.
    const string TakeStep = """
        update app_user set authenticator_step = @step where id = @userId and authenticator_step < @step
        """;

    const string TakeRecoveryCode = "delete from recovery_code where user_id = @userId and hash = @hash";

    const string ReplaceRecoveryCodes = """
        with gone as (delete from recovery_code where user_id = @userId)
        insert into recovery_code (user_id, hash) select @userId, unnest(@hashes)
        """;

    /// <summary>Whether an authenticator's code is right and was not used before.</summary>
    public async Task<bool> TakeCodeAsync(Guid userId, string? key, string? code, CancellationToken cancellation) =>
        key is not null && Totp.StepOf(key, code?.Replace(" ", "", StringComparison.Ordinal), clock.GetUtcNow()) is
        { } step && await TakeAsync(TakeStep, new { userId, step }, cancellation);

    /// <summary>Whether it is one of a person's recovery codes, which is used up by that.</summary>
    public Task<bool> TakeRecoveryCodeAsync(Guid userId, string code, CancellationToken cancellation) =>
        TakeAsync(TakeRecoveryCode, new { userId, hash = HashOf(code) }, cancellation);

    /// <summary>Gives a person new recovery codes in place of those before; they are known only now.</summary>
    public static async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(
        NpgsqlTransaction transaction, Guid userId, CancellationToken cancellation)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes)
            .Select(_ => RandomNumberGenerator.GetString(Letters, RecoveryLetters))];
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(ReplaceRecoveryCodes,
            new { userId, hashes = codes.Select(HashOf).ToArray() }, transaction, cancellationToken: cancellation));
        return [.. codes.Select(code => string.Join('-', code.Chunk(4).Select(part => new string(part))))];
    }

    /// <summary>Of the letters alone, however they were typed.</summary>
    static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()));

    async Task<bool> TakeAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, cancellationToken: cancellation)) == 1;
    }
}

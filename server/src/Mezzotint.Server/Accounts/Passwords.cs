using System.Security.Cryptography;
using Dapper;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Passwords: their rules, their hashes, and the count of wrong guesses.</summary>
sealed class Passwords(NpgsqlDataSource database)
{
    const int LengthMin = 10;
    const int LengthMax = 200;
    const int GuessesMax = 5;
    const int LockMinutes = 15;

    // Counted before the password is looked at, so that guesses that come together are counted too: of those that
    // find the account open, at most GuessesMax pass. An account that is locked gives no row.
    const string CountGuess = $"""
        update app_user set
            failed_logins = case when locked_until is null then failed_logins + 1 else 1 end,
            locked_until = case when locked_until is null and failed_logins + 1 >= @GuessesMax
                then now() + make_interval(mins => @LockMinutes) end
        where (id = @userId or normalized_email = @normalizedEmail)
            and (locked_until is null or locked_until <= now()) and password_hash is not null and state <> 'closed'
        returning {Person.Columns}
        """;

    const string ForgetGuesses = """
        update app_user set failed_logins = 0, locked_until = null
        where id = @userId and (failed_logins > 0 or locked_until is not null)
        """;

    const string Replace = """
        with ended as (delete from user_session where user_id = @userId)
        update app_user set password_hash = @hash, security_stamp = @stamp, failed_logins = 0, locked_until = null
        where id = @userId
        """;

    static readonly PasswordHasher<Person> Hasher = new();

    /// <summary>What a password is compared with where there is nobody: it takes as long.</summary>
    static readonly string Nobody = Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(LengthMin)));

    /// <summary>The answer to a wrong password of somebody who is logged in.</summary>
    public static Problem Wrong { get; } = new(StatusCodes.Status403Forbidden, "wrong_password",
        $"The password is wrong. After {GuessesMax} wrong ones none is taken for {LockMinutes} minutes.");

    /// <summary>The answer to a log-in that fails, whatever the reason: it does not tell whom we know.</summary>
    public static Problem LogInFailed { get; } = new(StatusCodes.Status401Unauthorized, "log_in_failed",
        "Address, password or code is wrong, or the address was not confirmed yet: open the link that was mailed "
        + $"to it. After {GuessesMax} failures nothing is taken for {LockMinutes} minutes.");

    /// <summary>What is wrong with a new password; null where nothing is.</summary>
    public static Problem? Fault(string field, string? password) => password?.Length switch
    {
        null or < LengthMin => Problem.BadRequest(field,
            $"'{field}' has {password?.Length ?? 0} characters, at least {LengthMin} are needed."),
        > LengthMax => Problem.BadRequest(field,
            $"'{field}' has {password.Length} characters, at most {LengthMax} are taken."),
        _ => null,
    };

    /// <summary>What is stored of a password.</summary>
    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>A new security stamp: it ends all sessions.</summary>
    public static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    /// <summary>
    /// The person of an address, if the password is theirs and the account is not locked; counted as a guess until
    /// <see cref="ForgetGuessesAsync"/>.
    /// </summary>
    public Task<Person?> CheckAsync(string? email, string? password, CancellationToken cancellation) =>
        CheckAsync(null, EmailAddress.Normalize(email ?? ""), password, cancellation);

    /// <summary>Whether it is a person's password; a right one forgets the guesses before it.</summary>
    public async Task<Person?> CheckAsync(Guid userId, string? password, CancellationToken cancellation)
    {
        var person = await CheckAsync(userId, null, password, cancellation);
        if (person is not null)
            await ForgetGuessesAsync(userId, cancellation);
        return person;
    }

    /// <summary>To be called when somebody proved who they are.</summary>
    public async Task ForgetGuessesAsync(Guid userId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(ForgetGuesses, new { userId }, cancellationToken: cancellation));
    }

    /// <summary>Gives a person another password and ends all of their sessions.</summary>
    public static Task ReplaceAsync(
        NpgsqlTransaction transaction, Guid userId, string password, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Replace, new { userId, hash = Hash(password), stamp = NewStamp() }, transaction,
            cancellationToken: cancellation));

    async Task<Person?> CheckAsync(
        Guid? userId, string? normalizedEmail, string? password, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var person = await connection.QuerySingleOrDefaultAsync<Person>(new CommandDefinition(
            CountGuess, new { userId, normalizedEmail, GuessesMax, LockMinutes }, cancellationToken: cancellation));
        await connection.CloseAsync(); // hashing takes long, connections are few
        var given = password is { Length: <= LengthMax } ? password : "";
        var isRight = Hasher.VerifyHashedPassword(null!, person?.PasswordHash ?? Nobody, given)
            != PasswordVerificationResult.Failed;
        return isRight ? person : null;
    }
}

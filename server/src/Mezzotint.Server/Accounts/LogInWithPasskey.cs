using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>
/// POST /api/v1/account/passkeys/log-in-options, then POST /api/v1/account/passkeys/log-in: a passkey that its holder
/// unlocked is two factors by itself.
/// </summary>
sealed class LogInWithPasskey(
    NpgsqlDataSource database, PasskeyChallenges challenges, IPasskeyHandler<User> handler, IUserStore<User> store,
    Sessions sessions, AccountReading accounts)
{
    const string SelectStamp = "select security_stamp from app_user where id = @Id and state = 'active'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/account/passkeys/log-in-options", (HttpContext context,
            [FromServices] LogInWithPasskey slice) => slice.BeginAsync(context))
            .AnonymousByNature().Produces<PasskeyChallenge>().WithName("beginPasskeyLogIn").WithTags("Account")
            .WithSummary("Asks for what a browser needs to log in with a passkey.");
        routes.MapPost("/api/v1/account/passkeys/log-in", (PasskeyLogInRequest request, HttpContext context,
            [FromServices] LogInWithPasskey slice) => slice.RunAsync(request, context))
            .AnonymousByNature().Produces<Account>().WithName("logInWithPasskey").WithTags("Account")
            .WithSummary("Logs a person in by a passkey; sets the session's cookie.");
    }

    async Task<IResult> BeginAsync(HttpContext context)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        return TypedResults.Ok(await challenges.KeepAsync(
            null, made.RequestOptionsJson, made.AssertionState, context.RequestAborted));
    }

    async Task<IResult> RunAsync(PasskeyLogInRequest request, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        if (await challenges.TakeAsync(request.ChallengeId, null, cancellation) is not { } state)
            return PasskeyChallenges.Invalid(null);
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context,
            CredentialJson = request.Credential.GetRawText(),
            AssertionState = state,
        });
        if (!result.Succeeded)
            return PasskeyChallenges.Invalid(result.Failure.Message);
        await ((IUserPasskeyStore<User>)store).AddOrUpdatePasskeyAsync(result.User, result.Passkey, cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var stamp = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(SelectStamp, result.User, cancellationToken: cancellation));
        if (stamp is null)
            return Passwords.LogInFailed;
        await sessions.StartAsync(context, result.User.Id, stamp, cancellation);
        return TypedResults.Ok(await accounts.ReadAsync(result.User.Id, cancellation));
    }
}

using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Accounts;

/// <summary>POST /api/v1/account/log-in: password, then a code where that is on; the answer sets the cookie.</summary>
sealed class LogIn(
    Passwords passwords, SecondFactor secondFactor, Sessions sessions, AccountReading accounts,
    CurrentCatalogue catalogue, TimeProvider clock)
{
    static readonly Problem TwoFactorNeeded = new(StatusCodes.Status401Unauthorized, "two_factor_needed",
        "The authenticator's code is needed too: send 'code', or one of the recovery codes as 'recoveryCode'.");

    static readonly Problem AwaitingApproval = new(StatusCodes.Status403Forbidden, "awaiting_approval",
        "An admin has yet to let you in: a mail will say so.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/account/log-in",
        (LogInRequest request, HttpContext context, [FromServices] LogIn slice) => slice.RunAsync(request, context))
        .AnonymousByNature().Produces<Account>().WithTags("Account")
        .WithSummary("Logs a person in by password, and by code where that is on; sets the session's cookie.");

    async Task<IResult> RunAsync(LogInRequest request, HttpContext context)
    {
        var (cancellation, began) = (context.RequestAborted, clock.GetTimestamp());
        var person = await passwords.CheckAsync(request.Email, request.Password, cancellation);
        if (person is null || catalogue.Value.Registration.ConfirmEmail && !person.IsEmailConfirmed)
        {
            // A guess that is counted takes a little longer than one that finds nobody.
            await EvenTime.PassAsync(clock, began);
            return Passwords.LogInFailed;
        }
        if (person.State == PersonState.Waiting)
            return AwaitingApproval;
        if (person.IsTwoFactorOn && await RefuseAsync(person, request, cancellation) is { } problem)
            return problem;
        await passwords.ForgetGuessesAsync(person.Id, cancellation);
        await sessions.StartAsync(context, person.Id, person.SecurityStamp, cancellation);
        return TypedResults.Ok(await accounts.ReadAsync(person.Id, cancellation));
    }

    async Task<Problem?> RefuseAsync(Person person, LogInRequest request, CancellationToken cancellation)
    {
        if (request.Code is null && request.RecoveryCode is null)
            return TwoFactorNeeded;
        var isRight = request.Code is { } code
            ? await secondFactor.TakeCodeAsync(person.Id, person.AuthenticatorKey, code, cancellation)
            : await secondFactor.TakeRecoveryCodeAsync(person.Id, request.RecoveryCode!, cancellation);
        return isRight ? null : Passwords.LogInFailed;
    }
}

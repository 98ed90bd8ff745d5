using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Accounts;

/// <summary>POST account/passkeys/options, then POST account/passkeys with what the browser made.</summary>
/// <remarks>The password is asked for: a passkey outlives the session that adds it, and every password.</remarks>
sealed class AddPasskey(
    Passwords passwords, PasskeyChallenges challenges, IPasskeyHandler<User> handler, IUserStore<User> store)
{
    const int NameLengthMax = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/account/passkeys/options", (PasswordRequest request, HttpContext context,
            [FromServices] AddPasskey slice) => slice.BeginAsync(request, context))
            .RequireSession().Produces<PasskeyChallenge>().WithName("beginPasskey").WithTags("Account")
            .WithSummary("Asks for what a browser needs to make a passkey.");
        routes.MapPost("/api/v1/account/passkeys", (AddPasskeyRequest request, HttpContext context,
            [FromServices] AddPasskey slice) => slice.RunAsync(request, context))
            .RequireSession().Produces(StatusCodes.Status204NoContent).WithName("addPasskey").WithTags("Account")
            .WithSummary("Adds the passkey that a browser made.");
    }

    async Task<IResult> BeginAsync(PasswordRequest request, HttpContext context)
    {
        var userId = context.Caller().UserId;
        if (await passwords.CheckAsync(userId, request.Password, context.RequestAborted) is null)
            return Passwords.Wrong;
        var user = await store.FindByIdAsync(userId.ToString(), context.RequestAborted);
        var made = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = userId.ToString(), Name = user!.Email, DisplayName = user.Email }, context);
        return TypedResults.Ok(await challenges.KeepAsync(
            userId, made.CreationOptionsJson, made.AttestationState, context.RequestAborted));
    }

    async Task<IResult> RunAsync(AddPasskeyRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        if (request.Name is not { Length: >= 1 and <= NameLengthMax })
            return Problem.BadRequest("name", $"'name' has 1 to {NameLengthMax} characters.");
        if (await challenges.TakeAsync(request.ChallengeId, userId, cancellation) is not { } state)
            return PasskeyChallenges.Invalid(null);
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context,
            CredentialJson = request.Credential.GetRawText(),
            AttestationState = state,
        });
        if (!result.Succeeded)
            return PasskeyChallenges.Invalid(result.Failure.Message);
        result.Passkey.Name = request.Name;
        var user = await store.FindByIdAsync(userId.ToString(), cancellation);
        await ((IUserPasskeyStore<User>)store).AddOrUpdatePasskeyAsync(user!, result.Passkey, cancellation);
        return TypedResults.NoContent();
    }
}

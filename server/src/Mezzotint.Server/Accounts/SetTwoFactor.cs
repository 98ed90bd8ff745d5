using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>
/// POST /api/v1/account/two-factor/begin, /confirm, /disable and /recovery-codes: a second step of log-in with a
/// password.
/// </summary>
sealed class SetTwoFactor(
    NpgsqlDataSource database, Passwords passwords, SecondFactor secondFactor, Outbox outbox)
{
    // A new secret counts when its first code was confirmed; one that counts is not replaced unasked.
    const string Begin = """
        update app_user set authenticator_key = @key where id = @userId and not is_two_factor_on returning email
        """;

    const string SelectKey = """
        select authenticator_key from app_user where id = @userId and not is_two_factor_on
        """;

    const string TurnOn = "update app_user set is_two_factor_on = true where id = @userId and authenticator_key = @key";

    const string TurnOff = """
        with gone as (delete from recovery_code where user_id = @userId)
        update app_user set is_two_factor_on = false, authenticator_key = null where id = @userId
        """;

    static readonly Problem IsOn = new(StatusCodes.Status409Conflict, "two_factor_on",
        "Two-factor log-in is on: turn it off first.");

    static readonly Problem NotBegun = new(StatusCodes.Status409Conflict, "two_factor_not_begun",
        "There is no secret to confirm: begin first.");

    static readonly Problem IsOff = new(StatusCodes.Status409Conflict, "two_factor_off",
        "Two-factor log-in is off: turn it on first.");

    static readonly Problem WrongCode = Problem.BadRequest("code",
        "The code is wrong or was used: type the six digits that the authenticator shows now.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = "/api/v1/account/two-factor";
        routes.MapPost($"{path}/begin", (PasswordRequest request, HttpContext context,
            [FromServices] SetTwoFactor slice) => slice.BeginAsync(request, context))
            .RequireSession().Produces<TwoFactorSecret>().WithName("beginTwoFactor").WithTags("Account")
            .WithSummary("Makes a secret for an authenticator app; it counts once a code of it is confirmed.");
        routes.MapPost($"{path}/confirm", (CodeRequest request, HttpContext context,
            [FromServices] SetTwoFactor slice) => slice.ConfirmAsync(request, context))
            .RequireSession().Produces<RecoveryCodeList>().WithName("confirmTwoFactor").WithTags("Account")
            .WithSummary("Turns two-factor log-in on by the authenticator's first code, and shows the recovery codes.");
        routes.MapPost($"{path}/disable", (PasswordRequest request, HttpContext context,
            [FromServices] SetTwoFactor slice) => slice.DisableAsync(request, context))
            .RequireSession().Produces(StatusCodes.Status204NoContent).WithName("disableTwoFactor").WithTags("Account")
            .WithSummary("Turns two-factor log-in off.");
        routes.MapPost($"{path}/recovery-codes", (PasswordRequest request, HttpContext context,
            [FromServices] SetTwoFactor slice) => slice.RenewCodesAsync(request, context))
            .RequireSession().Produces<RecoveryCodeList>().WithName("renewRecoveryCodes").WithTags("Account")
            .WithSummary("Makes new recovery codes; those before work no more.");
    }

    async Task<IResult> BeginAsync(PasswordRequest request, HttpContext context)
    {
        var (key, userId) = (Totp.NewKey(), context.Caller().UserId);
        if (await passwords.CheckAsync(userId, request.Password, context.RequestAborted) is null)
            return Passwords.Wrong;
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var email = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            Begin, new { key, userId }, cancellationToken: context.RequestAborted));
        return email is null ? IsOn
            : TypedResults.Ok(new TwoFactorSecret(key, Totp.Uri(key, outbox.ServiceName, email)));
    }

    async Task<IResult> ConfirmAsync(CodeRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var key = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(SelectKey, new { userId }, cancellationToken: cancellation));
        if (key is null)
            return NotBegun;
        if (!await secondFactor.TakeCodeAsync(userId, key, request.Code, cancellation))
            return WrongCode;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(TurnOn, new { userId, key }, transaction, cancellationToken: cancellation));
        var codes = await SecondFactor.RenewRecoveryCodesAsync(transaction, userId, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new RecoveryCodeList(codes));
    }

    async Task<IResult> DisableAsync(PasswordRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        if (await passwords.CheckAsync(userId, request.Password, cancellation) is null)
            return Passwords.Wrong;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(TurnOff, new { userId }, cancellationToken: cancellation));
        return TypedResults.NoContent();
    }

    async Task<IResult> RenewCodesAsync(PasswordRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        if (await passwords.CheckAsync(userId, request.Password, cancellation) is not { } person)
            return Passwords.Wrong;
        if (!person.IsTwoFactorOn)
            return IsOff;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var codes = await SecondFactor.RenewRecoveryCodesAsync(transaction, userId, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new RecoveryCodeList(codes));
    }
}

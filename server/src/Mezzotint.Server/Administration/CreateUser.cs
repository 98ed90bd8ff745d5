using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Credits;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>`mezzotint admin create-user`: a person, their own workspace, and a key if asked for.</summary>
public static class CreateUser
{
    /// <summary>Makes the person; beside a running server, or with the database started for the moment.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="wish">Who it is.</param>
    /// <param name="withKey">Whether to make a key that may generate, read and manage; an admin's may all.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>The new person, and the key's text, which is told only here.</returns>
    /// <exception cref="ServerException">The address or the password is not good, or the address is taken.</exception>
    public static async Task<(User User, string? Key)> RunAsync(
        ServerOptions options, NewUser wish, bool withKey, CancellationToken cancellation)
    {
        Check(wish);
        var folder = DataFolder.Open(options.DataFolder);
        await using var database =
            await Database.OpenAsync(folder, options.ConnectionString, cancellation);
        var catalogue = await StoredCatalogue.CurrentAsync(database, options, cancellation);
        var plan = wish.Plan ?? catalogue.Value.Registration.Plan;
        if (catalogue.Value.FindPlan(plan) is null)
            throw new ServerException($"There is no plan '{plan}': choose one of "
                + $"{string.Join(", ", catalogue.Value.Plans.Select(plan => plan.Key))}.");
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var user = await new Accounts.Accounts(TimeProvider.System)
            .CreateAsync(transaction, wish with { Plan = plan }, cancellation)
            ?? throw new ServerException($"{wish.Email} already has an account.");
        await new WelcomeCredits(catalogue, new PlanCredits(catalogue, TimeProvider.System), TimeProvider.System)
            .GrantAsync(transaction, user, cancellation);
        ApiKeyToken? token = null;
        if (withKey)
        {
            IReadOnlyList<Scope> scopes =
                wish.IsAdmin ? Enum.GetValues<Scope>() : [Scope.Generate, Scope.Read, Scope.Manage];
            var key = new NewApiKey(user.WorkspaceId, user.Id, "First key", scopes);
            token = await new ApiKeys.ApiKeys(database.Source, TimeProvider.System)
                .CreateAsync(transaction, key, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return (user, token?.Text);
    }

    static void Check(NewUser wish)
    {
        if ((EmailAddress.Fault("email", wish.Email) ?? Passwords.Fault("password", wish.Password)) is { } fault)
            throw new ServerException(fault.Detail);
    }
}

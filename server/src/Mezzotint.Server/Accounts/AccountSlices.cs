using Mezzotint.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mezzotint.Server.Accounts;

/// <summary>What people do with their accounts: the table of contents.</summary>
static class AccountSlices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<Passwords>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<AccountReading>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<Register>();
        services.AddSingleton<SendLink>();
        services.AddSingleton<LogIn>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<ChangeEmail>();
        services.AddSingleton<SetTwoFactor>();
        services.AddSingleton<DeleteAccount>();
        services.AddSingleton<PersonalArchive>();
        services.AddSingleton<ExportTurns>();
        services.AddSingleton<DecideRegistrations>();
        services.AddSingleton<InvitePerson>();
        AddPasskeys(services);
    }

    public static void Map(WebApplication app)
    {
        Register.Map(app);
        ConfirmEmail.Map(app);
        SendLink.Map(app);
        ResetPassword.Map(app);
        LogIn.Map(app);
        ReadAccount.Map(app);
        ListSessions.Map(app);
        EndSessions.Map(app);
        ChangePassword.Map(app);
        ChangeEmail.Map(app);
        SetTwoFactor.Map(app);
        AddPasskey.Map(app);
        ListPasskeys.Map(app);
        LogInWithPasskey.Map(app);
        DeleteAccount.Map(app);
        ExportAccount.Map(app);
        DecideRegistrations.Map(app);
        InvitePerson.Map(app);
    }

    /// <summary>Identity's passkey handler, which checks what browsers bring, over our own rows.</summary>
    static void AddPasskeys(IServiceCollection services)
    {
        services.AddIdentityCore<User>();
        services.AddScoped<IUserStore<User>, PasskeyStore>();
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddScoped<AddPasskey>();
        services.AddScoped<LogInWithPasskey>();
        services.AddSingleton<PasskeyChallenges>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>>(provider =>
        {
            var options = provider.GetRequiredService<ServerOptions>();
            return new ConfigureOptions<IdentityPasskeyOptions>(passkeys =>
            {
                passkeys.ServerDomain = options.PublicUrl is null ? null : new Uri(options.PublicUrl).Host;
                passkeys.UserVerificationRequirement = "required";
                passkeys.ResidentKeyRequirement = "required";
                passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin
                    && SameOrigin.IsOurs(context.Origin, context.HttpContext.Request, options));
            });
        });
    }
}

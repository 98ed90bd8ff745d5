using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Ledger;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Administration;
using Spectre.Console;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>admin</c>: an operator's work on an installation, beside a running server or without one.</summary>
static class AdminVerb
{
    public static Command Create() => new("admin", "Look after an installation")
    {
        CreateUserCommand(), AuditLedgerCommand(), AdminCatalogue.Create(),
    };

    static Command CreateUserCommand()
    {
        var email = new Option<string>("--email") { Description = "E-mail address", Required = true };
        var password = new Option<string>("--password") { Description = "Password; asked for where it is left out" };
        var plan = new Option<string?>("--plan") { Description = "Plan; that of newcomers without it" };
        var isAdmin = new Option<bool>("--admin") { Description = "May run the service" };
        var withKey = new Option<bool>("--with-key") { Description = "Make an API key and print it" };
        var json = new Option<bool>("--json") { Description = "Print as JSON" };
        var command = new Command("create-user", "Make an account")
        {
            email, password, plan, isAdmin, withKey, json, InstallationOptions.Data, InstallationOptions.Preset,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wish = new NewUser(parsed.GetValue(email)!, parsed.GetValue(password) ?? AskForPassword(),
                parsed.GetValue(plan), parsed.GetValue(isAdmin));
            var (user, key) = await CreateUser.RunAsync(
                InstallationOptions.Read(parsed), wish, parsed.GetValue(withKey), cancellation);
            if (parsed.GetValue(json))
                JsonOutput.Print(new { user.Id, user.Email, user.WorkspaceId, Key = key });
            else if (key is not null)
                Console.Out.WriteLine(key);
            else
                Console.Out.WriteLine($"{user.Email} has an account.");
            return ExitCode.Success;
        });
        return command;
    }

    static Command AuditLedgerCommand()
    {
        var json = new Option<bool>("--json") { Description = "Print as JSON" };
        var command = new Command("audit-ledger", "Compute every balance again from the transfers")
        {
            json, InstallationOptions.Data, InstallationOptions.Preset,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = await AuditLedger.RunAsync(InstallationOptions.Read(parsed), cancellation);
            if (parsed.GetValue(json))
                JsonOutput.Print(report);
            else
                Print(report);
            return report.IsClean ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    static void Print(AuditReport report)
    {
        foreach (var (kind, millicredits) in report.SystemMillicredits.OrderBy(pair => pair.Key))
            Console.Out.WriteLine($"{kind,-20} {millicredits / 1000m,20:0.000}");
        Console.Out.WriteLine($"{"on hold",-20} {report.HeldMillicredits / 1000m,20:0.000}");
        foreach (var account in report.Accounts)
            Console.Out.WriteLine($"Account {account.AccountId} does not agree with its transfers: {account}");
        foreach (var hold in report.Holds)
            Console.Out.WriteLine($"Hold {hold} does not agree with its transfers.");
        foreach (var key in report.ApiKeys)
            Console.Out.WriteLine($"What key {key} spent does not agree with its holds.");
        Console.Out.WriteLine(report.IsClean ? "The ledger is right: all balances agree and their sum is 0."
            : $"The ledger is WRONG; the sum of all balances is {report.TotalMillicredits} millicredits.");
    }

    /// <summary>From the keyboard without showing it, or a line of a pipe.</summary>
    static string AskForPassword()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? throw new InputException("No password was given: use --password.");
        return AnsiConsole.Prompt(new TextPrompt<string>("Password:").Secret());
    }
}

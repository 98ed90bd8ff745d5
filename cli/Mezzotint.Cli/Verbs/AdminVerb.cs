using System.CommandLine;
using Mezzotint.Cli.Output;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Administration;
using Spectre.Console;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>admin</c>: an operator's work on an installation, beside a running server or without one.</summary>
static class AdminVerb
{
    public static Command Create() => new("admin", "Look after an installation") { CreateUserCommand() };

    static Command CreateUserCommand()
    {
        var email = new Option<string>("--email") { Description = "E-mail address", Required = true };
        var password = new Option<string>("--password") { Description = "Password; asked for where it is left out" };
        var plan = new Option<string>("--plan") { Description = "Plan", DefaultValueFactory = _ => "free" };
        var isAdmin = new Option<bool>("--admin") { Description = "May run the service" };
        var withKey = new Option<bool>("--with-key") { Description = "Make an API key and print it" };
        var json = new Option<bool>("--json") { Description = "Print as JSON" };
        var command = new Command("create-user", "Make an account")
        {
            email, password, plan, isAdmin, withKey, json, InstallationOptions.Data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wish = new NewUser(parsed.GetValue(email)!, parsed.GetValue(password) ?? AskForPassword(),
                parsed.GetValue(plan)!, parsed.GetValue(isAdmin));
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

    /// <summary>From the keyboard without showing it, or a line of a pipe.</summary>
    static string AskForPassword()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? throw new InputException("No password was given: use --password.");
        return AnsiConsole.Prompt(new TextPrompt<string>("Password:").Secret());
    }
}

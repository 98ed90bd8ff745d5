using System.CommandLine;
using System.Net;
using Mezzotint.Catalogue;
using Mezzotint.Cli.Shelf;
using Mezzotint.Server;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>serve</c>: the service on this machine.</summary>
static class ServeVerb
{
    const string TextLog = "text";
    const string JsonLog = "json";

    public static Command Create()
    {
        var url = new Option<string>("--urls")
        {
            Description = "Address to listen on",
            DefaultValueFactory = _ => ServerOptions.DefaultUrl,
        };
        var workers = new Option<int>("--workers")
        {
            Description = "Workers to run on this machine",
            DefaultValueFactory = _ => 1,
        };
        var cors = new Option<string[]>("--cors")
        {
            Description = "Origin whose pages may call the API from a browser, such as https://example.com; repeatable",
            DefaultValueFactory = _ => [],
        };
        var privateWebhooks = new Option<bool>("--allow-private-webhooks")
        {
            Description = "Let webhooks go to private addresses and without TLS",
        };
        var publicUrl = new Option<string?>("--public-url")
        {
            Description = "Address by which people reach the service, for links in mail; --urls without it",
        };
        var registration = new Option<RegistrationPolicy?>("--registration")
        {
            Description = "Who may join: open, invitation, approval or closed; what the catalogue says without it",
        };
        var proxies = new Option<string[]>("--proxy")
        {
            Description = "Address of a reverse proxy on another machine; repeatable",
            DefaultValueFactory = _ => [],
        };
        var log = LogOption();
        var branding = new Option<string?>("--branding")
        {
            Description = "JSON file with this server's name and colours, in place of the catalogue's",
        };
        var command = new Command("serve", "Run the service: database, API and worker")
        {
            InstallationOptions.Data, InstallationOptions.Preset, url, workers, publicUrl, registration,
            cors, privateWebhooks, proxies, log, branding,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var installation = InstallationOptions.Read(parsed, parsed.GetValue(url)!);
            var options = installation with
            {
                Engine = OwnEngine.Known(installation.ModelsFolder),
                Workers = parsed.GetValue(workers),
                CorsOrigins = parsed.GetValue(cors)!,
                AllowPrivateWebhooks = parsed.GetValue(privateWebhooks),
                Proxies = [.. parsed.GetValue(proxies)!.Select(Address)],
                IsLogJson = parsed.GetValue(log) == JsonLog,
                PublicUrl = parsed.GetValue(publicUrl),
                Registration = parsed.GetValue(registration),
                BrandingFile = parsed.GetValue(branding),
                Mail = MailOptions.OfEnvironment(),
                WorkerCommand = [.. OwnProgram.Command, "worker"],
            };
            await MezzotintServer.RunAsync(options, address => Console.Out.WriteLine(
                $"Mezzotint serves {address} from {options.DataFolder}; Ctrl-C stops it."), cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    static Option<string> LogOption()
    {
        var log = new Option<string>("--log")
        {
            Description = "text, or json for one object a line",
            DefaultValueFactory = _ => TextLog,
        };
        log.AcceptOnlyFromAmong(TextLog, JsonLog);
        return log;
    }

    static IPAddress Address(string text) => IPAddress.TryParse(text, out var address) ? address
        : throw new InputException($"--proxy '{text}' is no address: write one such as 10.0.0.2.");
}

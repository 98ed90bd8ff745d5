using System.CommandLine;
using Mezzotint.Server;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>serve</c>: the service on this machine.</summary>
static class ServeVerb
{
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
        var command = new Command("serve", "Run the service: database, API and worker")
        {
            InstallationOptions.Data, InstallationOptions.Preset, url, workers, cors, privateWebhooks,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = InstallationOptions.Read(parsed, parsed.GetValue(url)!) with
            {
                Workers = parsed.GetValue(workers),
                CorsOrigins = parsed.GetValue(cors)!,
                AllowPrivateWebhooks = parsed.GetValue(privateWebhooks),
                WorkerCommand = [.. OwnProgram.Command, "worker"],
            };
            await MezzotintServer.RunAsync(options, address => Console.Out.WriteLine(
                $"Mezzotint serves {address} from {options.DataFolder}; Ctrl-C stops it."), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}

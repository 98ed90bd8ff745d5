using System.CommandLine;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Server.Hosting;
using Mezzotint.Worker;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>worker</c>: makes the pictures of a server's queue on this machine.</summary>
static class WorkerVerb
{
    public static Command Create()
    {
        var server = new Option<string>("--server")
        {
            Description = "The server's address",
            DefaultValueFactory = _ => ServerOptions.DefaultUrl,
        };
        var key = new Option<string>("--key")
        {
            Description = $"A key with the scope worker; else the one in {ServerOptions.WorkerKeyVariable}",
        };
        var name = new Option<string>("--name")
        {
            Description = "This worker's name and identity: one process at a time has it",
            DefaultValueFactory = _ => Environment.MachineName,
        };
        var memory = new Option<int>("--memory")
        {
            Description = "Most MB of models' files to keep in memory",
            DefaultValueFactory = _ => 8192,
        };
        var command = new Command("worker", "Make a server's pictures on this machine") { server, key, name, memory };
        command.SetAction(async (parsed, cancellation) =>
        {
            var text = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(ServerOptions.WorkerKeyVariable)
                ?? throw new InputException("No key was given: use --key.");
            if (!Uri.TryCreate(parsed.GetValue(server), UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https"))
                throw new InputException($"'{parsed.GetValue(server)}' is no address: write http://host:port.");
            var called = parsed.GetValue(name)!;
            var options = new WorkerOptions(address, text)
            {
                Id = WorkerIdentity.Of(called),
                SessionId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
                Name = called,
                Models = () => [.. ModelShelf.Names()],
                MemoryBytes = (long)parsed.GetValue(memory) << 20,
            };
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parsed.GetValue(key) is null)
                StopWithParent(stop);
            await WorkerLoop.RunAsync(options, stop.Token);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>A worker that a server started ends with it: then the pipe between them closes.</summary>
    static void StopWithParent(CancellationTokenSource stop) => new Thread(() =>
    {
        while (Console.In.Read() >= 0)
        {
            // Nothing is ever sent.
        }
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    })
    { IsBackground = true, Name = "parent" }.Start();
}

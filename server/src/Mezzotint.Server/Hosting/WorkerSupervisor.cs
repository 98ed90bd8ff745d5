using System.Diagnostics;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.WorkerApi;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Hosting;

/// <summary>Keeps worker processes running on this machine: one that ends is started again, ever later.</summary>
sealed partial class WorkerSupervisor(
    ServerOptions options, IServer server, LocalWorkerKey key, Workers workers, IHostApplicationLifetime lifetime,
    ILogger<WorkerSupervisor> log) : BackgroundService
{
    const string ModelsVariable = "MEZZOTINT_MODELS";

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(1, options.Workers).Select(number => KeepAsync(number, stoppingToken)));
    }

    async Task KeepAsync(int number, CancellationToken stop)
    {
        var name = $"{Environment.MachineName}-{number}";
        for (var pause = FirstPause; !stop.IsCancellationRequested;)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                // Nobody else starts this one: whoever worked under its name is gone, with this server or before it.
                await workers.BuryAsync(WorkerIdentity.Of(name), stop);
                await RunAsync(name, stop);
            }
            catch (NpgsqlException error)
            {
                LogAway(number, error.Message);
            }
            if (stop.IsCancellationRequested)
                return;
            if (Stopwatch.GetElapsedTime(began) > LongestPause)
                pause = FirstPause; // it ran well for a while
            LogEnded(number, pause.TotalSeconds);
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Runs one process to its end; told to stop, it hands its job back first.</summary>
    async Task RunAsync(string name, CancellationToken stop)
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var start = new ProcessStartInfo(options.WorkerCommand[0],
            [.. options.WorkerCommand.Skip(1), "--server", address, "--name", name])
        {
            RedirectStandardInput = true, // its end tells the worker that this process is gone
        };
        foreach (var secret in ServerOptions.SecretVariables)
            start.Environment.Remove(secret);
        start.Environment[ServerOptions.WorkerKeyVariable] = key.Text;
        // What the operator added counts before what the environment names.
        start.Environment[ModelsVariable] = string.Join(Path.PathSeparator,
            new[] { options.ModelsFolder, start.Environment.TryGetValue(ModelsVariable, out var named) ? named : null }
                .Where(folder => !string.IsNullOrEmpty(folder)));
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.StandardInput.Close();
            using var limit = new CancellationTokenSource(StopLimit);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
                process.Kill();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Number} ended; it starts again in {Seconds} seconds.")]
    private partial void LogEnded(int number, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Number} cannot start: {Reason}")]
    private partial void LogAway(int number, string reason);
}

using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Duties;

/// <summary>The loop of everything that a server does by itself, again and again.</summary>
static partial class Duty
{
    /// <summary>How much one run takes at most.</summary>
    public const int Batch = 100;

    /// <summary>Runs a duty until told to stop: again at once while there is more, else after a pause.</summary>
    /// <param name="run">Does a batch, and says whether there is more.</param>
    /// <param name="between">The pause.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="log">Hears of a database or a disk that fails, after which it is tried again.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RepeatAsync(
        Func<CancellationToken, Task<bool>> run, TimeSpan between, TimeProvider clock, ILogger log,
        CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (await run(stop))
                {
                    // There is more.
                }
            }
            catch (Exception error) when (error is NpgsqlException or IOException)
            {
                LogFailure(log, error.Message);
            }
            await Task.Delay(between, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A duty failed and is tried again: {Reason}")]
    private static partial void LogFailure(ILogger log, string reason);
}

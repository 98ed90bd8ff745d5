using System.Diagnostics.Metrics;

namespace Mezzotint.Server.Monitoring;

/// <summary>What this server counts; docs/operations/monitoring.md says what each is for.</summary>
static class Meters
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Mezzotint";

    /// <summary>Where all of Mezzotint's instruments hang.</summary>
    public static readonly Meter Own = new(Name);

    static readonly Counter<long> Claims = Own.CreateCounter<long>(
        "mezzotint.claims", "{claim}", "Workers' claims, by what came of them");

    static readonly Counter<long> Attempts = Own.CreateCounter<long>(
        "mezzotint.attempts", "{attempt}", "Attempts at jobs that ended, by how");

    static readonly Counter<double> EngineSeconds = Own.CreateCounter<double>(
        "mezzotint.engine", "s", "Time that engines spent on stored pictures, by model");

    static readonly Counter<double> CreditsHeld = Own.CreateCounter<double>(
        "mezzotint.credits.held", "{credit}", "Credits put on hold for accepted generations");

    static readonly Counter<double> CreditsCaptured = Own.CreateCounter<double>(
        "mezzotint.credits.captured", "{credit}", "Credits spent on stored pictures");

    /// <summary>A claim was answered: "given", or the reason why nothing was.</summary>
    public static void Claimed(string result) => Claims.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>An attempt ended: completed, requeued, discarded, cancelled, or its lease was lost.</summary>
    public static void Ended(string outcome) => Attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A picture was stored.</summary>
    public static void Stored(string model, double seconds, decimal credits)
    {
        EngineSeconds.Add(seconds, new KeyValuePair<string, object?>("model", model));
        CreditsCaptured.Add((double)credits);
    }

    /// <summary>A generation was accepted.</summary>
    public static void Held(decimal credits) => CreditsHeld.Add((double)credits);
}

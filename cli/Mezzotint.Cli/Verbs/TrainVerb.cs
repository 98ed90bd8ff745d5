using System.CommandLine;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>train</c>: makes the bundled model, and measures it.</summary>
static class TrainVerb
{
    public static Command Create() => new("train", "Train the bundled model and judge it")
    {
        TrainMiniature.Create(), TrainDetector.Create(), TrainEvaluate.Create(),
    };

    /// <summary>Minutes of training, earlier runs counted in.</summary>
    internal static Option<double?> Minutes() =>
        NumberOption.Create("--minutes", "Time to train, earlier runs counted in", 0d, 100_000d);
}

using Mezzotint.Training.Evaluation;

namespace Mezzotint.Training.Tests.Evaluation;

/// <summary>To look at, by <c>--explicit only</c>.</summary>
public sealed class DetectorSmokeTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Two_minutes_of_training_at_full_size()
    {
        var folder = Path.Combine(Path.GetTempPath(), "mezzotint-detector");
        using var log = new StringWriter();
        MiniatureEvaluation.TrainDetector(
            new DetectorOptions { Folder = folder, Minutes = 2 }, log, CancellationToken.None);
        output.WriteLine(log.ToString());
    }
}

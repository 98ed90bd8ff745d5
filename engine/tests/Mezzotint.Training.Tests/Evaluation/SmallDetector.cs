using Mezzotint.Training.Evaluation;

namespace Mezzotint.Training.Tests.Evaluation;

/// <summary>A detector of pictures of 32 pixels, trained for some seconds.</summary>
public sealed class SmallDetector : IDisposable
{
    public SmallDetector()
    {
        using var log = new StringWriter();
        IsDone = MiniatureEvaluation.TrainDetector(Options, log, CancellationToken.None);
        Log = log.ToString();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("mezzotint-detector-").FullName;

    public bool IsDone { get; }

    public string Log { get; }

    internal DetectorOptions Options => new()
    {
        Folder = Folder,
        Minutes = 1000, // the steps end it
        MaxSteps = 250,
        Sizes = new DetectorSizes(32, 32, 64),
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

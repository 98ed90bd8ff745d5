using Mezzotint.Tensors;
using Mezzotint.Training.Miniature;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Evaluation;

/// <summary>A detector's own accuracy: what it says of drawn pictures, whose scenes are known.</summary>
/// <param name="detector">The detector.</param>
sealed class DrawnScores(TraitDetector detector)
{
    readonly CpuOperations _ops = new();

    /// <summary>The pictures as they are drawn.</summary>
    public ScoreSheet Clean { get; } = new();

    /// <summary>The same pictures with <see cref="Softening.Typical"/>.</summary>
    public ScoreSheet Softened { get; } = new();

    /// <summary>Draws a scene and judges it both ways.</summary>
    public void Add(EvaluationScene asked)
    {
        var size = detector.Sizes.Input;
        var input = DetectorInput.Of(ScenePainter.Paint(asked.Scene, DetectorSamples.Reduction * size), size);
        Clean.Add(asked, detector.Judge(_ops, input));
        Softening.Typical.Apply(input.Span, size, new Random(Seeds.Mix((int)asked.Seed, size)));
        Softened.Add(asked, detector.Judge(_ops, input));
    }
}

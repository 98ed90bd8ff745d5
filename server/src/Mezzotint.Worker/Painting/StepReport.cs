using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Worker.Painting;

/// <summary>
/// Hands progress on at once, in order; <see cref="Progress{T}"/> would do so later, on another thread.
/// </summary>
public sealed class StepReport(Action<GenerationProgress> report) : IProgress<GenerationProgress>
{
    /// <inheritdoc/>
    public void Report(GenerationProgress value) => report(value);
}

using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Cli.Generation;

/// <summary>
/// Hands progress on at once, in order; <see cref="Progress{T}"/> would do so later, on another thread.
/// </summary>
sealed class StepReport(Action<GenerationProgress> report) : IProgress<GenerationProgress>
{
    public void Report(GenerationProgress value) => report(value);
}

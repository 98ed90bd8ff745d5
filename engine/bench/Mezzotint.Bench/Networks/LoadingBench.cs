using System.Diagnostics;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>How long a model's file takes until it paints at its usual pace.</summary>
public static class LoadingBench
{
    const int SmallEdge = 64;

    /// <summary>
    /// Opens a model and paints the same small picture twice: what the first takes beyond the second is reading,
    /// packing, and the compiler's work.
    /// </summary>
    /// <param name="path">The model.</param>
    /// <exception cref="Weights.CheckpointException">It is unreadable, or of no known family.</exception>
    public static LoadingResult Run(string path)
    {
        var clock = Stopwatch.StartNew();
        using var pipeline = Pipeline.Load(path);
        var opened = clock.Elapsed;
        Paint(pipeline);
        var (painted, processor) = (clock.Elapsed, Environment.CpuUsage.TotalTime);
        Paint(pipeline);
        var (seconds, again) = ((clock.Elapsed - painted).TotalSeconds, Environment.CpuUsage.TotalTime - processor);
        using var process = Process.GetCurrentProcess();
        return new LoadingResult(
            Path.GetFileName(path), Threads.Count, painted.TotalSeconds - seconds, opened.TotalSeconds,
            (processor - again).TotalSeconds, process.PeakWorkingSet64);
    }

    static void Paint(Pipeline pipeline)
    {
        var edge = Math.Max(SmallEdge, pipeline.SizeFactor);
        pipeline.Generate(new GenerationRequest("a red house")
        {
            Width = edge,
            Height = edge,
            Steps = 1,
            GuidanceScale = pipeline.Defaults.GuidanceScale,
            Sampler = pipeline.Defaults.Sampler,
            Scheduler = pipeline.Defaults.Scheduler,
        });
    }
}

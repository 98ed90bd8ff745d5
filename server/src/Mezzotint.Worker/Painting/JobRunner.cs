using System.Diagnostics;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;

namespace Mezzotint.Worker.Painting;

/// <summary>Does one job, whatever its work is.</summary>
sealed class JobRunner(PipelineCache models)
{
    readonly AddOnFiles _files = new();

    /// <summary>Does it; the same job gives the same bytes.</summary>
    /// <param name="job">What to do.</param>
    /// <param name="pictures">What to start from.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops within a step.</param>
    public PaintedPicture Do(
        ImageJob job, JobPictures pictures, Action<GenerationProgress> progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var (file, width, height) = job.Work switch
        {
            JobWork.Paint => new Painter(models, _files).Do(job, pictures, progress, cancellation),
            JobWork.Upscale => new Enlarging(_files).Do(job, Given(pictures), progress, cancellation),
            JobWork.CutOut or JobWork.Mask => new Masking(_files).Do(job, Given(pictures)),
            _ => throw new ArgumentException($"This worker cannot do '{job.Work}': it is older than the server."),
        };
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new PaintedPicture(file, JobFormat.Of(job).MediaType(), width, height, seconds);
    }

    static byte[] Given(JobPictures pictures) =>
        pictures.Image ?? throw new ImageException("There is no picture to start from: give one.");
}

using System.Diagnostics;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Worker.Painting;

/// <summary>Does one job: from its words to the bytes of a picture's file.</summary>
sealed class Painter(PipelineCache models)
{
    /// <summary>About how many of a picture's steps show what it looks like.</summary>
    const int Previews = 10;

    /// <summary>Paints; the same job gives the same bytes.</summary>
    /// <param name="job">What to paint.</param>
    /// <param name="pictures">What to start from.</param>
    /// <param name="progress">Is told of each step, of some with a preview.</param>
    /// <param name="cancellation">Stops within a step.</param>
    public PaintedPicture Paint(
        ImageJob job, JobPictures pictures, Action<GenerationProgress> progress, CancellationToken cancellation)
    {
        var model = models.Get(job.Model);
        var usual = model.Pipeline.Defaults;
        var steps = job.Steps ?? usual.Steps;
        var request = StartReader.Read(new GenerationRequest(job.Prompt)
        {
            Negative = job.NegativePrompt,
            Width = job.Width,
            Height = job.Height,
            Steps = steps,
            GuidanceScale = job.GuidanceScale ?? usual.GuidanceScale,
            Sampler = job.Sampler ?? usual.Sampler,
            Scheduler = job.Scheduler ?? usual.Scheduler,
            Seed = job.Seed,
            PreviewEvery = Math.Max(1, steps / Previews),
        }, job, pictures, model.Pipeline.SizeFactor);
        var started = Stopwatch.GetTimestamp();
        var report = new StepReport(progress);
        var generated = model.Pipeline.Generate(request, report, cancellation)[0];
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var picture = generated.Picture;
        var format = ImageFormats.Parse(job.Format)
            ?? throw new ArgumentException($"There is no format '{job.Format}': choose png, jpeg or webp.");
        var recipe = RecipeWriter.Write(request, generated, model.Name, model.Hash)
            .With(RecipeNames.InitHash, job.Image?[..ModelShelf.HashDigits])
            .With(RecipeNames.MaskHash, job.Mask?[..ModelShelf.HashDigits])
            .With(RecipeNames.Strength, request.InitialPicture is null ? null : $"{request.Strength}")
            .With(RecipeNames.Version, RecipeWriter.Program);
        var file = ImageEncoder.Encode(new Pixels(picture.Width, picture.Height, 3, picture.Rgb), format,
            new EncodeOptions { Metadata = new ImageMetadata(RecipeText.Write(recipe), IsGenerated: true) });
        return new PaintedPicture(file, format.MediaType(), picture.Width, picture.Height, seconds);
    }
}

using System.Diagnostics;
using Mezzotint.Cli.Output;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Imaging;
using Mezzotint.Worker.Painting;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Generation;

/// <summary>Grants a wish: loads the model, makes the pictures and writes each as soon as its batch is done.</summary>
static class PictureMaker
{
    /// <summary>Pictures that are made before any of them is written.</summary>
    const int BatchSize = 4;

    /// <summary>Makes and writes all pictures.</summary>
    /// <param name="wish">What was asked for.</param>
    /// <param name="report">Is told the share that is done, and what is being done.</param>
    /// <param name="cancellation">Stops the work within a step; pictures that were written stay.</param>
    /// <exception cref="InputException">The model cannot do what was asked, or a file cannot be written.</exception>
    public static MadePictures Make(Wish wish, Action<double, string> report, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var pipeline = Pipeline.Load(wish.ModelPath);
        var hash = Task.Run(() => ModelShelf.Hash(wish.ModelPath), cancellation);
        var loadSeconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var request = RequestWriter.Write(wish, pipeline);
        var made = new List<MadePicture>();
        while (made.Count < wish.Count)
        {
            var done = made.Count;
            var batch = request with { Seed = wish.Seed + done, Count = Math.Min(BatchSize, wish.Count - done) };
            var progress = new StepReport(step => report(
                (done + batch.Count * step.Step / (double)step.Steps) / wish.Count,
                wish.Count == 1 ? "painting" : $"painting {done + 1} of {wish.Count}"));
            foreach (var generated in Generate(pipeline, batch, progress, cancellation))
                made.Add(Save(wish, request, generated, made.Count, hash.GetAwaiter().GetResult()));
        }
        return new MadePictures(wish.ModelPath, pipeline.Family, made, loadSeconds, clock.Elapsed.TotalSeconds);
    }

    static IReadOnlyList<GeneratedPicture> Generate(
        Pipeline pipeline, GenerationRequest request, StepReport progress, CancellationToken cancellation)
    {
        try
        {
            return pipeline.Generate(request, progress, cancellation);
        }
        catch (Exception error) when (error is ArgumentException or PromptException)
        {
            // The pipeline's sentence on a request that it, or this model, cannot do.
            throw new InputException(error.Message, error);
        }
    }

    static MadePicture Save(
        Wish wish, GenerationRequest request, GeneratedPicture generated, int index, string modelHash)
    {
        var picture = generated.Picture;
        var pixels = new Pixels(picture.Width, picture.Height, 3, picture.Rgb);
        var recipe = RequestWriter.Recipe(wish, request, generated, modelHash);
        var path = wish.Names.Path(index, wish.Count, generated.Seed);
        PartialFile.Write(path, ImageEncoder.Encode(pixels, wish.Names.Format, wish.Encoding(recipe)));
        return new MadePicture(path, generated.Seed, picture.Width, picture.Height);
    }
}

using System.Diagnostics;
using Mezzotint.Cli.Output;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
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
        using var pipeline = Pipeline.Load(wish.ModelPath, wish.AddOns.Options);
        var hash = Task.Run(() => ModelShelf.Hash(wish.ModelPath), cancellation);
        var loadSeconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var request = RequestWriter.Write(wish, pipeline);
        var addOns = AddOns(pipeline, request);
        AddOnRecipe.Check(wish, addOns);
        var made = new List<MadePicture>();
        while (made.Count < wish.Count)
        {
            var done = made.Count;
            var batch = request with { Seed = wish.Seed + done, Count = Math.Min(BatchSize, wish.Count - done) };
            var progress = new StepReport(step => report(
                (done + batch.Count * step.Step / (double)step.Steps) / wish.Count,
                wish.Count == 1 ? "painting" : $"painting {done + 1} of {wish.Count}"));
            foreach (var generated in Generate(pipeline, batch, progress, cancellation))
            {
                var recipe = RequestWriter.Recipe(wish, request, generated, hash.GetAwaiter().GetResult(), addOns);
                made.Add(Save(wish, recipe, generated, made.Count));
            }
        }
        WarnOf(pipeline.UnknownInLoras);
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

    static List<(AddOn AddOn, string Hash)> AddOns(Pipeline pipeline, GenerationRequest request)
    {
        try
        {
            return [.. pipeline.AddOns(request).Select(addOn => (addOn, AddOnRecipe.Hash(addOn)))];
        }
        catch (PromptException error)
        {
            throw new InputException(error.Message, error);
        }
    }

    /// <summary>Parts of LoRAs that had no effect: the picture is made, but perhaps not the one expected.</summary>
    static void WarnOf(IReadOnlyList<string> unknown)
    {
        if (unknown.Count > 0)
            Console.Error.WriteLine(
                $"mezzotint: the model has nothing for {unknown.Count} parts of the LoRAs: "
                    + string.Join(", ", unknown.Take(3)) + (unknown.Count > 3 ? "..." : "."));
    }

    static MadePicture Save(Wish wish, Recipe recipe, GeneratedPicture generated, int index)
    {
        var picture = generated.Picture;
        var pixels = new Pixels(picture.Width, picture.Height, 3, picture.Rgb);
        var path = wish.Names.Path(index, wish.Count, generated.Seed);
        PartialFile.Write(path, ImageEncoder.Encode(pixels, wish.Names.Format, wish.Encoding(recipe)));
        return new MadePicture(path, generated.Seed, picture.Width, picture.Height);
    }
}

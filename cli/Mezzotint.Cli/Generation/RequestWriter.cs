using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Worker.Painting;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Generation;

/// <summary>Turns a wish into the engine's request, and request and picture into the recipe that repeats it.</summary>
static class RequestWriter
{
    static readonly GenerationRequest Usual = new("");

    /// <summary>The request for all pictures. A picture to start from is scaled to the size that is made.</summary>
    public static GenerationRequest Write(Wish wish, Pipeline pipeline)
    {
        var size = wish.Size ?? (wish.Init is { } init ? Fitting(init.Pixels, pipeline.SizeFactor) : null);
        return new GenerationRequest(wish.Prompt)
        {
            Negative = wish.NegativePrompt,
            Width = size?.Width,
            Height = size?.Height,
            Steps = wish.Steps ?? pipeline.Defaults.Steps,
            GuidanceScale = wish.Guidance ?? pipeline.Defaults.GuidanceScale,
            Sampler = wish.Sampler ?? pipeline.Defaults.Sampler,
            Scheduler = wish.Scheduler ?? pipeline.Defaults.Scheduler,
            Seed = wish.Seed,
            Count = wish.Count,
            ClipSkip = wish.ClipSkip,
            InitialPicture = wish.Init is { } picture ? Scaled(picture.Pixels, size!.Value) : null,
            Strength = wish.Strength ?? Usual.Strength,
            Mask = wish.Mask is { } mask
                ? new Mask(size!.Value.Width, size.Value.Height, Resized(mask.Pixels, size.Value)) : null,
        };
    }

    /// <summary>What makes the picture again.</summary>
    public static Recipe Recipe(Wish wish, GenerationRequest request, GeneratedPicture generated, string modelHash)
    {
        var recipe = RecipeWriter.Write(request, generated, ModelShelf.Name(wish.ModelPath), modelHash)
            .With(RecipeNames.InitHash, wish.Init?.Hash)
            .With(RecipeNames.MaskHash, wish.Mask?.Hash);
        if (wish.Init is not null)
            recipe.With(RecipeNames.Strength, request.Strength);
        if (request.ClipSkip is { } clipSkip)
            recipe.With(RecipeNames.ClipSkip, clipSkip);
        if (wish.Names.Format != ImageFormat.Png)
            recipe.With(RecipeNames.Quality, wish.Quality);
        return recipe.With(RecipeNames.Version, RecipeWriter.Program);
    }

    /// <summary>The largest size that the model can make inside a picture's own.</summary>
    static (int Width, int Height) Fitting(Pixels pixels, int factor) =>
        (Math.Max(factor, pixels.Width / factor * factor), Math.Max(factor, pixels.Height / factor * factor));

    static Picture Scaled(Pixels pixels, (int Width, int Height) size) =>
        new(size.Width, size.Height, Resized(pixels, size));

    static byte[] Resized(Pixels pixels, (int Width, int Height) size) => (pixels.Width, pixels.Height) == size
        ? pixels.Samples : ImageScaler.Resize(pixels, size.Width, size.Height).Samples;
}

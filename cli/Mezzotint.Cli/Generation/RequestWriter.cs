using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Preprocessing;
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
        var seen = wish.Init ?? wish.AddOns.Control?.Image;
        var size = wish.Size ?? (seen is null ? null : Fitting(seen.Pixels, pipeline.SizeFactor));
        return new GenerationRequest(wish.Prompt)
        {
            Negative = wish.NegativePrompt,
            Width = size?.Width,
            Height = size?.Height,
            Steps = wish.Steps ?? pipeline.Defaults.Steps,
            GuidanceScale = wish.Guidance ?? pipeline.Defaults.GuidanceScale,
            SkipLayerScale = wish.SkipLayers,
            Sampler = wish.Sampler ?? pipeline.Defaults.Sampler,
            Scheduler = wish.Scheduler ?? pipeline.Defaults.Scheduler,
            Seed = wish.Seed,
            Count = wish.Count,
            ClipSkip = wish.ClipSkip,
            InitialPicture = wish.Init is { } picture ? Scaled(picture.Pixels, size!.Value) : null,
            Strength = wish.Strength ?? Usual.Strength,
            Mask = wish.Mask is { } mask
                ? new Mask(size!.Value.Width, size.Value.Height, Resized(mask.Pixels, size.Value)) : null,
            Loras = wish.AddOns.Loras,
            Controls = wish.AddOns.Control is { } control ? [Control(control, size!.Value)] : [],
        };
    }

    /// <summary>What makes the picture again.</summary>
    /// <param name="wish">What was asked for.</param>
    /// <param name="request">What was asked of the engine.</param>
    /// <param name="generated">What came of it.</param>
    /// <param name="modelHash">The first digits of the model's SHA-256.</param>
    /// <param name="addOns">The files that were used besides it, with theirs.</param>
    public static Recipe Recipe(
        Wish wish, GenerationRequest request, GeneratedPicture generated, string modelHash,
        IReadOnlyList<(AddOn AddOn, string Hash)> addOns)
    {
        var recipe = RecipeWriter.Write(request, generated, ModelShelf.Name(wish.ModelPath), modelHash)
            .With(RecipeNames.InitHash, wish.Init?.Hash)
            .With(RecipeNames.MaskHash, wish.Mask?.Hash);
        if (wish.Init is not null)
            recipe.With(RecipeNames.Strength, request.Strength);
        if (request.SkipLayerScale is { } layers)
            recipe.With(RecipeNames.SkipLayerScale, layers);
        if (request.ClipSkip is { } clipSkip)
            recipe.With(RecipeNames.ClipSkip, clipSkip);
        AddOnRecipe.Write(recipe, wish.AddOns, addOns);
        if (wish.Names.Format != ImageFormat.Png)
            recipe.With(RecipeNames.Quality, wish.Quality);
        return recipe.With(RecipeNames.Version, RecipeWriter.Program);
    }

    /// <summary>The ControlNet with its picture, scaled to the size that is made and then prepared.</summary>
    static ControlUse Control(ControlWish wish, (int Width, int Height) size)
    {
        var seen = new Pixels(size.Width, size.Height, 3, Resized(wish.Image.Pixels, size));
        var picture = new Picture(size.Width, size.Height, ControlPicture.Make(seen, wish.Preprocess).Samples);
        return new ControlUse(wish.Path, picture) { Strength = wish.Strength, Start = wish.Start, End = wish.End };
    }

    /// <summary>The largest size that the model can make inside a picture's own.</summary>
    static (int Width, int Height) Fitting(Pixels pixels, int factor) =>
        (Math.Max(factor, pixels.Width / factor * factor), Math.Max(factor, pixels.Height / factor * factor));

    static Picture Scaled(Pixels pixels, (int Width, int Height) size) =>
        new(size.Width, size.Height, Resized(pixels, size));

    static byte[] Resized(Pixels pixels, (int Width, int Height) size) => (pixels.Width, pixels.Height) == size
        ? pixels.Samples : ImageScaler.Resize(pixels, size.Width, size.Height).Samples;
}

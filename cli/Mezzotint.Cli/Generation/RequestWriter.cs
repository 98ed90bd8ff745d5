using System.Reflection;
using Mezzotint.Cli.Shelf;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Cli.Generation;

/// <summary>Turns a wish into the engine's request, and request and picture into the recipe that repeats it.</summary>
static class RequestWriter
{
    static readonly GenerationRequest Defaults = new("");

    /// <summary>The request for all pictures. A picture to start from is scaled to the size that is made.</summary>
    public static GenerationRequest Write(Wish wish, Pipeline pipeline)
    {
        var size = wish.Size ?? (wish.Init is { } init ? Fitting(init.Pixels, pipeline.SizeFactor) : null);
        return new GenerationRequest(wish.Prompt)
        {
            Negative = wish.NegativePrompt,
            Width = size?.Width,
            Height = size?.Height,
            Steps = wish.Steps ?? Defaults.Steps,
            GuidanceScale = wish.Guidance ?? Defaults.GuidanceScale,
            Sampler = wish.Sampler ?? Defaults.Sampler,
            Scheduler = wish.Scheduler ?? Defaults.Scheduler,
            Seed = wish.Seed,
            Count = wish.Count,
            ClipSkip = wish.ClipSkip,
            InitialPicture = wish.Init is { } picture ? Scaled(picture.Pixels, size!.Value) : null,
            Strength = wish.Strength ?? Defaults.Strength,
            Mask = wish.Mask is { } mask
                ? new Mask(size!.Value.Width, size.Value.Height, Resized(mask.Pixels, size.Value)) : null,
        };
    }

    /// <summary>What makes the picture again.</summary>
    public static Recipe Recipe(Wish wish, GenerationRequest request, GeneratedPicture generated, string modelHash)
    {
        var recipe = new Recipe(request.Prompt, request.Negative)
            .With(RecipeNames.Steps, request.Steps)
            .With(RecipeNames.Sampler, SamplerLabel(request.Sampler))
            .With(RecipeNames.Scheduler, ScheduleLabel(request.Scheduler))
            .With(RecipeNames.GuidanceScale, request.GuidanceScale)
            .With(RecipeNames.Seed, generated.Seed)
            .With(RecipeNames.Size, $"{generated.Picture.Width}x{generated.Picture.Height}")
            .With(RecipeNames.ModelHash, modelHash)
            .With(RecipeNames.Model, ModelShelf.Name(wish.ModelPath))
            .With(RecipeNames.InitHash, wish.Init?.Hash)
            .With(RecipeNames.MaskHash, wish.Mask?.Hash);
        if (wish.Init is not null)
            recipe.With(RecipeNames.Strength, request.Strength);
        if (request.ClipSkip is { } clipSkip)
            recipe.With(RecipeNames.ClipSkip, clipSkip);
        if (wish.Names.Format != ImageFormat.Png)
            recipe.With(RecipeNames.Quality, wish.Quality);
        return recipe.With(RecipeNames.Version, $"mezzotint {Version()}");
    }

    /// <summary>The name by which other programs know the sampler.</summary>
    static string SamplerLabel(string name) =>
        SamplerNames.All.First(label => SamplerNames.Find(label) == SamplerNames.Find(name));

    /// <summary>Words with capitals, as other programs write them: "sgm_uniform" is "SGM Uniform".</summary>
    static string ScheduleLabel(string name)
    {
        var known = ScheduleNames.All.First(other => ScheduleNames.Find(other) == ScheduleNames.Find(name));
        return string.Join(' ', known.Split('_').Select(word => word.Length <= 3 || word is "ddim" or "ddpm"
            ? word.ToUpperInvariant() : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    /// <summary>The largest size that the model can make inside a picture's own.</summary>
    static (int Width, int Height) Fitting(Pixels pixels, int factor) =>
        (Math.Max(factor, pixels.Width / factor * factor), Math.Max(factor, pixels.Height / factor * factor));

    static Picture Scaled(Pixels pixels, (int Width, int Height) size) =>
        new(size.Width, size.Height, Resized(pixels, size));

    static byte[] Resized(Pixels pixels, (int Width, int Height) size) => (pixels.Width, pixels.Height) == size
        ? pixels.Samples : ImageScaler.Resize(pixels, size.Width, size.Height).Samples;

    /// <summary>The version without the commit behind its plus sign.</summary>
    static string Version() => typeof(RequestWriter).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Mezzotint.Cli.Output;
using Mezzotint.Cli.Verbs;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Generation;

/// <summary>
/// Makes a wish of options and, with <c>--from</c>, of a picture's recipe; what an option says comes first.
/// </summary>
static class WishReader
{
    const int DefaultQuality = 90;

    /// <summary>Reads all but the model, and checks it, before anything slow begins.</summary>
    /// <exception cref="InputException">Something cannot be done as asked.</exception>
    /// <exception cref="ImageException">A picture cannot be read.</exception>
    public static Wish Read(GenerateOptions options, ParseResult parsed)
    {
        var from = parsed.GetValue(options.From);
        var recipe = from is null ? null : ReadRecipe(from);
        var prompt = Prompt(string.Join(' ', parsed.GetValue(options.Prompt) ?? []), recipe);
        var init = parsed.GetValue(options.Init) is { } initPath ? SourcePicture.Read(initPath, PixelLayout.Rgb) : null;
        var mask = parsed.GetValue(options.Mask) is { } maskPath ? SourcePicture.Read(maskPath, PixelLayout.Grey)
            : null;
        CheckPictures(init, mask, parsed.GetValue(options.Strength), recipe);
        return new Wish
        {
            Prompt = prompt,
            NegativePrompt = parsed.GetValue(options.Negative) ?? recipe?.NegativePrompt ?? "",
            Size = parsed.GetValue(options.Size) is { } size ? ParseSize(size) : recipe?.Size,
            Steps = parsed.GetValue(options.Steps) ?? (int?)recipe?.Integer(RecipeNames.Steps),
            Guidance = parsed.GetValue(options.Guidance) ?? recipe?.Number(RecipeNames.GuidanceScale),
            SkipLayers = parsed.GetValue(options.SkipLayers) ?? recipe?.Number(RecipeNames.SkipLayerScale),
            Sampler = Known(parsed.GetValue(options.Sampler) ?? recipe?[RecipeNames.Sampler], SamplerNames.Find),
            Scheduler = Known(parsed.GetValue(options.Scheduler) ?? recipe?[RecipeNames.Scheduler], ScheduleNames.Find),
            Seed = parsed.GetValue(options.Seed) ?? recipe?.Integer(RecipeNames.Seed) ?? RandomSeed(),
            Count = parsed.GetValue(options.Count) ?? 1,
            Init = init,
            Strength = parsed.GetValue(options.Strength) ?? recipe?.Number(RecipeNames.Strength),
            Mask = mask,
            Names = OutputNames.Resolve(
                parsed.GetValue(options.Out), parsed.GetValue(options.Format), FormatOf(from), prompt),
            Quality = parsed.GetValue(options.Quality) ?? (int?)recipe?.Integer(RecipeNames.Quality) ?? DefaultQuality,
            ClipSkip = (int?)recipe?.Integer(RecipeNames.ClipSkip),
            AddOns = AddOnReader.Read(options.AddOns, parsed, recipe),
            ModelPath = Model(parsed.GetValue(options.Model), recipe),
        };
    }

    static Recipe ReadRecipe(string path) => ImageDecoder.ReadMetadata(path).Recipe is { } text ? RecipeText.Read(text)
        : throw new InputException($"{path} carries no recipe: give a picture that a program left its parameters in.");

    static string Prompt(string given, Recipe? recipe)
    {
        var prompt = given.Length > 0 ? given : recipe?.Prompt ?? "";
        return !string.IsNullOrWhiteSpace(prompt) ? prompt
            : throw new InputException(
                "The prompt is empty: say what the picture shows, such as generate \"a red house\".");
    }

    /// <summary>A name that the engine knows, or null; the engine's sentence lists the names.</summary>
    static string? Known<T>(string? name, Func<string, T> find)
    {
        try
        {
            if (name is not null)
                find(name);
            return name;
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message, error);
        }
    }

    static (int Width, int Height) ParseSize(string text) =>
        text.Split('x', 'X') is [var width, var height]
        && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w)
        && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && w > 0 && h > 0
            ? (w, h) : throw new InputException($"--size is '{text}': give WIDTHxHEIGHT in pixels, such as 256x256.");

    static void CheckPictures(SourcePicture? init, SourcePicture? mask, double? strength, Recipe? recipe)
    {
        if (mask is not null && init is null)
            throw new InputException("--mask needs --init: it says which part of a picture is made anew.");
        if (strength is not null && init is null)
            throw new InputException("--strength needs --init: it says how much of a picture is made anew.");
        if (strength is 0)
            throw new InputException("--strength is 0, which changes nothing: give more than 0 and at most 1.");
        if (mask is not null && (mask.Pixels.Width, mask.Pixels.Height) != (init!.Pixels.Width, init.Pixels.Height))
            throw new InputException(
                $"{mask.Path} is {mask.Pixels.Width} x {mask.Pixels.Height} pixels, {init.Path} is {init.Pixels.Width} "
                    + "x "
                + $"{init.Pixels.Height}: a mask must have the size of its picture.");
        CheckHash("--init", recipe?[RecipeNames.InitHash], init);
        CheckHash("--mask", recipe?[RecipeNames.MaskHash], mask);
    }

    static void CheckHash(string option, string? hash, SourcePicture? picture)
    {
        if (hash is not null && picture is null)
            throw new InputException(
                $"The recipe starts from a picture, {hash} by its SHA-256: give it with {option}.");
    }

    /// <summary>The model named, else the recipe's, else the bundled one.</summary>
    static string Model(string? given, Recipe? recipe)
    {
        if (given is not null || recipe?[RecipeNames.Model] is not { } name)
            return ModelShelf.Find(given ?? ModelShelf.Default);
        return ModelShelf.All().FirstOrDefault(path => ModelShelf.Name(path) == name) ?? throw new InputException(
            $"The recipe's model '{name}' ({recipe[RecipeNames.ModelHash] ?? "no hash"}) is not at hand: name it with "
                + "--model.");
    }

    /// <summary>A repeated picture keeps its format, so that its file can be the same.</summary>
    static ImageFormat FormatOf(string? from) =>
        from is not null && ImageFormats.Parse(Path.GetExtension(from)) is { } format ? format : ImageFormat.Png;

    static long RandomSeed() => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
}

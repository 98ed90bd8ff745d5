using System.CommandLine;
using System.Globalization;
using Mezzotint.Cli.Verbs;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Preprocessing;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Cli.Generation;

/// <summary>Reads what is to be added to the model from options and, with <c>--from</c>, from a recipe.</summary>
static class AddOnReader
{
    const double MaxMultiplier = 10;

    /// <summary>Reads and checks it; options come before the recipe.</summary>
    /// <exception cref="InputException">Something cannot be done as asked.</exception>
    /// <exception cref="ImageException">A picture cannot be read.</exception>
    public static AddOnWish Read(AddOnOptions options, ParseResult parsed, Recipe? recipe)
    {
        foreach (var folder in new[] { options.LoraFolder, options.EmbeddingFolder })
            if (parsed.GetValue(folder) is { } path && !Directory.Exists(path))
                throw new InputException($"{folder.Name} is '{path}': there is no such folder.");
        return new AddOnWish
        {
            Loras = parsed.GetValue(options.Lora) is { Length: > 0 } given ? [.. given.Select(Lora)]
                : AddOnRecipe.Loras(recipe),
            LoraFolder = parsed.GetValue(options.LoraFolder),
            EmbeddingFolder = parsed.GetValue(options.EmbeddingFolder),
            Control = Control(options, parsed, recipe),
            Hashes = AddOnRecipe.Hashes(recipe),
        };
    }

    /// <summary>PATH:0.8, or PATH alone.</summary>
    static LoraUse Lora(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || File.Exists(text))
            return new LoraUse(text);
        return double.TryParse(
            text.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var multiplier)
            && Math.Abs(multiplier) <= MaxMultiplier ? new LoraUse(text[..colon], multiplier)
            : throw new InputException(
                $"--lora is '{text}': give a file or name, and a multiplier from -{MaxMultiplier} to {MaxMultiplier}, "
                    + "such as style.safetensors:0.8.");
    }

    static ControlWish? Control(AddOnOptions options, ParseResult parsed, Recipe? recipe)
    {
        var before = AddOnRecipe.Control(recipe);
        var path = parsed.GetValue(options.Control) ?? before.GetValueOrDefault("Model");
        if (path is null)
            return Unneeded(options, parsed);
        var image = parsed.GetValue(options.ControlImage) ?? throw new InputException(
            recipe?[RecipeNames.ControlHash] is { } hash
                ? $"A ControlNet guided by a picture, {hash} by its SHA-256: give it with --control-image."
                : "--control needs --control-image: the picture that the ControlNet sees.");
        var wish = new ControlWish(path, SourcePicture.Read(image, PixelLayout.Rgb))
        {
            Preprocess = Preprocessing(parsed.GetValue(options.Preprocess) ?? before.GetValueOrDefault("Module")),
            Strength = parsed.GetValue(options.ControlStrength) ?? Number(before, "Weight", 1),
            Start = parsed.GetValue(options.ControlStart) ?? Number(before, "Guidance Start", 0),
            End = parsed.GetValue(options.ControlEnd) ?? Number(before, "Guidance End", 1),
        };
        return wish.Start < wish.End ? wish : throw new InputException(
            $"--control-start is {wish.Start}, --control-end {wish.End}: it must begin before it ends.");
    }

    /// <summary>Nothing, once no option says something about a ControlNet that is not there.</summary>
    static ControlWish? Unneeded(AddOnOptions options, ParseResult parsed)
    {
        Option[] all =
        [
            options.ControlImage, options.Preprocess, options.ControlStrength, options.ControlStart, options.ControlEnd,
        ];
        return all.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } lonely
            ? throw new InputException($"{lonely.Name} needs --control: the ControlNet that it is for.") : null;
    }

    static Preprocessor Preprocessing(string? name) => name is null ? Preprocessor.None
        : Enum.TryParse<Preprocessor>(name, ignoreCase: true, out var known) && !char.IsDigit(name[0]) ? known
        : throw new InputException($"--preprocess is '{name}': give canny, scribble, tile or none.");

    static double Number(Dictionary<string, string> settings, string name, double missing) =>
        settings.TryGetValue(name, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : missing;
}

using System.Globalization;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Worker.Painting;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Generation;

/// <summary>What recipes say of LoRAs, embeddings and ControlNets, in the form of A1111's tools.</summary>
static class AddOnRecipe
{
    /// <summary>Writes what was added.</summary>
    /// <param name="recipe">Is given the settings.</param>
    /// <param name="wish">What was asked for.</param>
    /// <param name="files">The files that were used, each with the first digits of its SHA-256.</param>
    public static void Write(Recipe recipe, AddOnWish wish, IReadOnlyList<(AddOn AddOn, string Hash)> files)
    {
        AddOnText.Write(
            recipe, wish.Loras.Select(use => (Path.GetFileNameWithoutExtension(use.Path), use.Multiplier)), files);
        if (wish.Control is not { } control)
            return;
        var (net, hash) = files.First(file => file.AddOn.Kind == AddOnKind.ControlNet);
        AddOnText.Write(recipe, 0, new ControlText(net.Name, hash)
        {
            Module = control.Preprocess.ToString().ToLowerInvariant(),
            Strength = control.Strength,
            Start = control.Start,
            End = control.End,
            ImageHash = control.Image.Hash,
        });
    }

    /// <summary>The LoRAs that a recipe has besides those of its prompt.</summary>
    public static IReadOnlyList<LoraUse> Loras(Recipe? recipe) => [.. Pairs(recipe?[RecipeNames.Loras]).Select(pair =>
        new LoraUse(pair.Key, double.TryParse(
            pair.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var multiplier) ? multiplier : 1))];

    /// <summary>The hashes of the files that a recipe names.</summary>
    public static Dictionary<string, string> Hashes(Recipe? recipe)
    {
        var hashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, hash) in Pairs(recipe?[RecipeNames.LoraHashes]).Concat(
            Pairs(recipe?[RecipeNames.EmbeddingHashes])))
            hashes[name] = hash;
        return hashes;
    }

    /// <summary>The settings of the ControlNet, its model by name.</summary>
    public static Dictionary<string, string> Control(Recipe? recipe)
    {
        var settings = new Dictionary<string, string>(Pairs(recipe?[RecipeNames.Control]), StringComparer.Ordinal);
        if (settings.TryGetValue("Model", out var model))
            settings["Model"] = model.Split(" [")[0];
        return settings;
    }

    /// <summary>The first digits of the SHA-256 of an add-on's file, or of the one in its folder.</summary>
    public static string Hash(AddOn addOn) => ModelShelf.HashFile(Directory.Exists(addOn.Path)
        ? Directory.GetFiles(addOn.Path, "*.safetensors").Order(StringComparer.Ordinal).First() : addOn.Path);

    /// <summary>Refuses to repeat a picture with other files than those that it was made with.</summary>
    /// <exception cref="InputException">A file is another one, or an embedding of the prompt is not there.</exception>
    public static void Check(Wish wish, IReadOnlyList<(AddOn AddOn, string Hash)> files)
    {
        foreach (var (addOn, hash) in files)
            if (wish.AddOns.Hashes.TryGetValue(addOn.Name, out var before)
                && !before.StartsWith(hash, StringComparison.OrdinalIgnoreCase)
                && !hash.StartsWith(before, StringComparison.OrdinalIgnoreCase))
                throw new InputException(
                    $"{addOn.Path} is another file than the recipe's: its SHA-256 begins with {hash}, the "
                        + $"recipe's with {before}.");
        var text = wish.Prompt + " " + wish.NegativePrompt;
        foreach (var name in wish.AddOns.Hashes.Keys)
            if (text.Contains(name, StringComparison.OrdinalIgnoreCase)
                && files.All(file => !file.AddOn.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new InputException(
                    $"The recipe uses the embedding '{name}', which is not at hand: put it into a folder 'embeddings' "
                        + "beside the model, or name its folder with --embeddings.");
    }

    static IEnumerable<KeyValuePair<string, string>> Pairs(string? text) =>
        (text ?? "").Split(',').Select(part => part.Trim()).Where(part => part.LastIndexOf(':') > 0)
            .Select(part => (Part: part, At: part.LastIndexOf(':')))
            .Select(pair => KeyValuePair.Create(pair.Part[..pair.At].Trim(), pair.Part[(pair.At + 1)..].Trim()))
            .DistinctBy(pair => pair.Key);
}

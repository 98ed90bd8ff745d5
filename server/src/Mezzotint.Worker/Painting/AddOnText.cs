using System.Globalization;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Worker.Painting;

/// <summary>What recipes say of LoRAs, embeddings and ControlNets, in the form of A1111's tools.</summary>
public static class AddOnText
{
    const string Between = ", ";
    const string Means = ": ";

    /// <summary>Writes LoRAs and embeddings.</summary>
    /// <param name="recipe">Is given the settings.</param>
    /// <param name="loras">LoRAs besides those that the prompt names, with their multipliers.</param>
    /// <param name="files">All files that were used, each with the first digits of its SHA-256.</param>
    /// <returns>The recipe.</returns>
    public static Recipe Write(
        Recipe recipe, IEnumerable<(string Name, double Multiplier)> loras,
        IReadOnlyList<(AddOn AddOn, string Hash)> files) => recipe
        .With(RecipeNames.Loras, string.Join(Between, loras.Select(use => use.Name + Means + Text(use.Multiplier))))
        .With(RecipeNames.LoraHashes, Hashes(files, AddOnKind.Lora))
        .With(RecipeNames.EmbeddingHashes, Hashes(files, AddOnKind.Embedding));

    /// <summary>Writes a ControlNet.</summary>
    /// <param name="recipe">Is given the settings.</param>
    /// <param name="index">The first is 0.</param>
    /// <param name="control">The ControlNet.</param>
    /// <returns>The recipe.</returns>
    public static Recipe Write(Recipe recipe, int index, ControlText control) => recipe
        .With(Numbered(RecipeNames.Control, index), string.Join(Between,
            "Module" + Means + control.Module, $"Model{Means}{control.Model} [{control.Hash}]",
            "Weight" + Means + Text(control.Strength), "Guidance Start" + Means + Text(control.Start),
            "Guidance End" + Means + Text(control.End)))
        .With(index == 0 ? RecipeNames.ControlHash : $"{RecipeNames.ControlHash} {index}", control.ImageHash);

    static string Hashes(IReadOnlyList<(AddOn AddOn, string Hash)> files, AddOnKind kind) => string.Join(Between,
        files.Where(file => file.AddOn.Kind == kind).Select(file => file.AddOn.Name + Means + file.Hash).Distinct());

    /// <summary>"ControlNet 0" with another number.</summary>
    static string Numbered(string name, int index) => $"{name[..^1]}{index}";

    static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

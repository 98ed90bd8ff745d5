using System.Text.Json;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The runs that an index.json lists, each with its safetensors file beside it.</summary>
static class GoldenIndex
{
    /// <summary>One result a run; a folder that is not there gives one skipped line, an index that cannot be read one
    /// failed line.</summary>
    /// <param name="goldenFolder">Root of the golden data.</param>
    /// <param name="folder">Folder of the index, relative to it.</param>
    /// <param name="list">Property of the index that holds the runs by name.</param>
    /// <param name="compare">Compares one run: its full name, its tensor file, its entry in the index.</param>
    public static IEnumerable<ParityResult> Cases(
        string goldenFolder, string folder, string list, Func<string, string, JsonElement, ParityResult> compare)
    {
        var path = Path.Combine(goldenFolder, folder, "index.json");
        if (!File.Exists(path))
            return [ParityResult.Skip(folder, $"{path} is not there")];
        try
        {
            using var index = JsonDocument.Parse(File.ReadAllText(path));
            return [.. index.RootElement.GetProperty(list).EnumerateObject().Select(run => Case(run))];
        }
        catch (Exception e) when (ParityResult.IsCaseError(e))
        {
            return [new ParityResult(folder, ParityOutcome.Failed, 0, 0, $"{path}: {e.Message}")];
        }

        ParityResult Case(JsonProperty run)
        {
            var name = $"{folder}/{run.Name}";
            try
            {
                return compare(name, Path.Combine(goldenFolder, folder, run.Name + ".safetensors"), run.Value);
            }
            catch (Exception e) when (ParityResult.IsCaseError(e))
            {
                return new ParityResult(name, ParityOutcome.Failed, 0, 0, e.Message);
            }
        }
    }
}

using System.Text.Json;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The cases of a golden file with one JSON object a line.</summary>
static class GoldenLines
{
    /// <summary>One result a line; a file that is not there gives one skipped line.</summary>
    /// <param name="goldenFolder">Root of the golden data.</param>
    /// <param name="file">The file, relative to it.</param>
    /// <param name="differences">Counts what differs in one case; none may.</param>
    public static IEnumerable<ParityResult> Cases(string goldenFolder, string file,
        Func<JsonElement, double> differences)
    {
        var path = Path.Combine(goldenFolder, file);
        if (!File.Exists(path))
        {
            yield return ParityResult.Skip(file, $"{path} is not there");
            yield break;
        }
        var number = 0;
        foreach (var line in File.ReadLines(path))
            yield return Case($"{file}:{++number}", line, differences);
    }

    static ParityResult Case(string name, string line, Func<JsonElement, double> differences) =>
        ParityResult.Of(name, 0, () =>
    {
        using var json = JsonDocument.Parse(line);
        return differences(json.RootElement);
    });
}

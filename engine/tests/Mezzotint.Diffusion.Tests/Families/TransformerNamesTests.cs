using System.Globalization;
using System.Text.RegularExpressions;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Denoisers.MMDiT;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Families;

/// <summary>Name maps made by pushing tagged tensors through diffusers' own converters, read backwards.</summary>
public sealed partial class TransformerNamesTests
{
    [Theory]
    [InlineData("sd3_medium_transformer", "sd3_medium_transformer")]
    [InlineData("sd35_medium_transformer", "sd35_medium_transformer")]
    [InlineData("sd35_large_transformer", "sd35_large_transformer")]
    public void Parts_of_SD_3_are_those_of_the_converter(string map, string list) =>
        AssertMap(map, list, "model.diffusion_model.", MMDiTFolderNames.Locate);

    [Theory]
    [InlineData("flux1_dev_transformer", "flux_dev_transformer")]
    [InlineData("flux1_schnell_transformer", "flux_schnell_transformer")]
    public void Parts_of_FLUX_are_those_of_the_converter(string map, string list) =>
        AssertMap(map, list, "", FluxFolderNames.Locate);

    static void AssertMap(
        string map, string list, string prefix, Func<string, Checkpoint, IReadOnlyList<TensorPart>> locate)
    {
        using var folder = new TemporaryFolder();
        var entries = KeyList.Golden("hf/" + list);
        var rows = entries.ToDictionary(entry => entry.Name, entry => entry.Shape[0]);
        KeyList.WriteCheckpoint(folder.File("m.safetensors"), entries);
        using var file = Checkpoint.Open(folder.File("m.safetensors"));
        foreach (var (single, pieces) in Backwards(map))
        {
            var expected = pieces.Order().Select(piece => (piece.Name, piece.HfRow, piece.Count));
            var parts = locate(single[prefix.Length..], file).Select(
                part => (part.Name, part.FirstRow, part.RowCount ?? rows[part.Name]));
            Assert.Equal(expected, parts);
        }
    }

    /// <summary>For each single-file tensor the rows it has, in order, and where the folder layout has them.</summary>
    static Dictionary<string, List<(int Row, string Name, int HfRow, int Count)>> Backwards(string map)
    {
        var pieces = new Dictionary<string, List<(int, string, int, int)>>();
        foreach (var line in File.ReadLines(Path.Combine(Parity.Golden.Folder, "keys", "map", map + ".tsv")))
        {
            var (words, done) = (line.Split('\t'), 0);
            foreach (var match in words[1..].Select(word => Segment().Match(word)))
            {
                int Number(string group) =>
                    int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
                if (!pieces.TryGetValue(match.Groups["name"].Value, out var list))
                    pieces.Add(match.Groups["name"].Value, list = []);
                list.Add((Number("from"), words[0], done, Number("to") - Number("from")));
                done += Number("to") - Number("from");
            }
        }
        return pieces;
    }

    [GeneratedRegex(@"^(?<name>.*)\[(?<from>\d+):(?<to>\d+)\]$")]
    private static partial Regex Segment();
}

using System.Text.Json;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>
/// One model of a golden folder: its sizes, random weights, and the inputs and outputs of the reference code.
/// </summary>
sealed class GoldenCase : IDisposable
{
    readonly JsonDocument _description;

    GoldenCase(string name, JsonDocument description, Checkpoint values, IReadOnlyList<Checkpoint> weights)
    {
        Name = name;
        _description = description;
        Values = values;
        Weights = weights;
    }

    /// <summary>The case's name: that of its files.</summary>
    public string Name { get; }

    /// <summary>The description, from the JSON file.</summary>
    public JsonElement Description => _description.RootElement;

    /// <summary>The model's sizes.</summary>
    public JsonElement Config => Description.GetProperty("config");

    /// <summary>Inputs and outputs by name.</summary>
    public Checkpoint Values { get; }

    /// <summary>The files of weights: in the first, tensors that replace those of the next.</summary>
    public IReadOnlyList<Checkpoint> Weights { get; }

    /// <summary>Opens a case.</summary>
    /// <param name="description">Its JSON file.</param>
    /// <param name="weights">Its weight files; none for a case without weights.</param>
    public static GoldenCase Open(string description, IEnumerable<string> weights)
    {
        var stem = description[..^".json".Length];
        var opened = new List<Checkpoint>();
        try
        {
            foreach (var path in weights)
                opened.Add(Checkpoint.Open(path));
            var values = Checkpoint.Open(stem + ".io.safetensors");
            return new GoldenCase(
                Path.GetFileName(stem), JsonDocument.Parse(File.ReadAllBytes(description)), values, opened);
        }
        catch
        {
            opened.ForEach(file => file.Dispose());
            throw;
        }
    }

    /// <summary>
    /// The names before the last dot of <paramref name="input"/>'s kind: "a" and "b" for a.x and b.x.
    /// </summary>
    public IEnumerable<string> Runs(string input) =>
        Values.Names.Where(name => name.EndsWith("." + input, StringComparison.Ordinal))
        .Select(name => name[..^(input.Length + 1)]).Order(StringComparer.Ordinal);

    /// <summary>The model's weights below a prefix.</summary>
    public WeightSource Source(string prefix) => new((name, shape) =>
    {
        var file = Weights.FirstOrDefault(file => file.Contains(prefix + name)) ?? Weights[^1];
        return WeightSource.From(new WeightReader(file).Scope(prefix)).Get(name, [.. Lengths(shape)]);
    });

    /// <summary>A value in the layout inside networks.</summary>
    public Tensor ChannelsLast(Operations ops, string name) => ops.ToChannelsLast(Values.Read(name));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Weights)
            file.Dispose();
        Values.Dispose();
        _description.Dispose();
    }

    static int[] Lengths(Shape shape)
    {
        var lengths = new int[shape.Rank];
        shape.CopyTo(lengths);
        return lengths;
    }
}

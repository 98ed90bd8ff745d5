using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The tensors of a golden safetensors file, all in memory; integers as floats.</summary>
sealed class GoldenTensors
{
    readonly string _path;
    readonly Dictionary<string, Tensor> _tensors;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="CheckpointException">The file is missing or damaged.</exception>
    public GoldenTensors(string path)
    {
        _path = path;
        using var file = SafetensorsFile.Open(path);
        _tensors = file.Entries.Values.OrderBy(entry => entry.OffsetBytes)
            .ToDictionary(entry => entry.Name, entry => file.Read(entry.Name));
    }

    /// <summary>The names in the order of the file.</summary>
    public IEnumerable<string> Names => _tensors.Keys;

    /// <summary>A tensor that must be there.</summary>
    public Tensor this[string name] =>
        Find(name) ?? throw new InvalidDataException($"{_path} has no tensor '{name}'.");

    /// <summary>A tensor, or null.</summary>
    public Tensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>A vector's elements.</summary>
    public float[] Vector(string name) => this[name].Span.ToArray();

    /// <summary>Entry <paramref name="index"/> of the outermost dimension, as a tensor without it.</summary>
    public static Tensor Entry(Tensor tensor, int index)
    {
        var lengths = new int[tensor.Shape.Rank];
        tensor.Shape.CopyTo(lengths);
        return tensor.Rows(index, 1).Reshape(new Shape(lengths.AsSpan(1)));
    }
}

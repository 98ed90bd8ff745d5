using System.Runtime.InteropServices;
using System.Text.Json;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The tensors of a golden safetensors file, integers as floats.</summary>
sealed class GoldenTensors
{
    readonly string _path;
    readonly Dictionary<string, Tensor> _tensors = [];

    /// <summary>Reads a whole file.</summary>
    public GoldenTensors(string path)
    {
        _path = path;
        var bytes = File.ReadAllBytes(path);
        var headerBytes = checked((int)BitConverter.ToInt64(bytes));
        using var header = JsonDocument.Parse(bytes.AsMemory(8, headerBytes));
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
                continue;
            var shape = new Shape([.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())]);
            var offsets = entry.Value.GetProperty("data_offsets");
            int start = offsets[0].GetInt32(), end = offsets[1].GetInt32();
            var body = bytes.AsSpan(8 + headerBytes)[start..end];
            _tensors[entry.Name] = entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => new Tensor(shape, MemoryMarshal.Cast<byte, float>(body)),
                "I64" => new Tensor(shape,
                    Array.ConvertAll(MemoryMarshal.Cast<byte, long>(body).ToArray(), v => (float)v)),
                var dtype => throw new InvalidDataException(
                    $"'{entry.Name}' in {path} is {dtype}: only F32 and I64 are expected here."),
            };
        }
    }

    /// <summary>The names in the file.</summary>
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

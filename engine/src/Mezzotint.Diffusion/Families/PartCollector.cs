using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>Hands a network its weights while it is built, and notes what they are and which are missing.</summary>
/// <param name="reader">The part's weights.</param>
/// <param name="missing">Receives a sentence for each that is missing or misshapen.</param>
sealed class PartCollector(WeightReader reader, List<string> missing)
{
    readonly Dictionary<DType, long> _stored = [];
    long _parameters;

    /// <summary>Bytes that the weights take in memory.</summary>
    public long Bytes { get; private set; }

    /// <summary>A weight, which throws only when its values are asked for.</summary>
    public Weight Get(string name, Shape shape)
    {
        _parameters += shape.Count;
        Bytes += MemoryNeed.BytesOf(shape, reader.DTypeOf(name));
        if (reader.DTypeOf(name) is { } dtype)
            _stored[dtype] = _stored.GetValueOrDefault(dtype) + shape.Count;
        var lengths = new int[shape.Rank];
        shape.CopyTo(lengths);
        try
        {
            return reader.Require(name, lengths);
        }
        catch (CheckpointException error)
        {
            missing.Add(error.Message);
            return new Weight(name, shape, () => throw error);
        }
    }

    /// <summary>What was noted.</summary>
    public InspectedPart Part(string name) => new(name, reader.Checkpoint.Path, _parameters,
    [
        .. _stored.OrderByDescending(stored => stored.Value).Select(
            stored => $"{stored.Key.Name()} {Math.Max(1, 100 * stored.Value / Math.Max(1, _parameters))} %"),
    ]);
}

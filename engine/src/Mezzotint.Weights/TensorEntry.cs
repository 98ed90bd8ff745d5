using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>
/// A tensor as the header of a file lists it; its bytes were checked to lie inside the file.
/// </summary>
public sealed class TensorEntry
{
    readonly long[] _lengths;

    internal TensorEntry(string name, DType dtype, long[] lengths, long offsetBytes, long sizeBytes)
    {
        Name = name;
        DType = dtype;
        _lengths = lengths;
        OffsetBytes = offsetBytes;
        SizeBytes = sizeBytes;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>How its elements are stored.</summary>
    public DType DType { get; }

    /// <summary>
    /// The lengths of its dimensions, outermost first. They may be more, and longer, than a <see cref="Shape"/> takes.
    /// </summary>
    public IReadOnlyList<long> Lengths => _lengths;

    /// <summary>Number of elements.</summary>
    public long Count => SizeBytes / DType.SizeBytes() * DType.BlockLength();

    /// <summary>Where the first element is, counted from the start of the file.</summary>
    public long OffsetBytes { get; }

    /// <summary>Bytes that the elements take in the file.</summary>
    public long SizeBytes { get; }

    /// <summary>
    /// The lengths as a shape, or null for a tensor with more dimensions or elements than this engine holds.
    /// </summary>
    public Shape? Shape => _lengths.Length <= Tensors.Shape.MaxRank && Count <= int.MaxValue
        && _lengths.All(length => length <= int.MaxValue) ? new Shape([.. _lengths.Select(length => (int)length)])
            : null;

    /// <summary>The lengths as Python writes a tuple.</summary>
    public override string ToString() => $"({string.Join(", ", _lengths)})";
}

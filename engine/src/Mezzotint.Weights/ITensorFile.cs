using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>A file of named tensors, mapped into memory, in one of the formats that models are shared in.</summary>
/// <remarks>What the header says is checked when the file is opened. Reading is safe from many threads.</remarks>
public interface ITensorFile : IDisposable
{
    /// <summary>The file.</summary>
    string Path { get; }

    /// <summary>Bytes of the file.</summary>
    long SizeBytes { get; }

    /// <summary>Whether the file was cut or written to since it was opened: it cannot be read any more.</summary>
    bool IsChanged { get; }

    /// <summary>The tensors by name.</summary>
    IReadOnlyDictionary<string, TensorEntry> Entries { get; }

    /// <summary>The texts that the writer of the file left in it.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>A tensor's values as float32; integers are rounded to the nearest.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, it is too large, or the file was cut
    /// meanwhile.</exception>
    Tensor Read(string name);

    /// <summary>A tensor's whole numbers.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, its elements are not integers, or it is too
    /// large.</exception>
    long[] ReadIntegers(string name);

    /// <summary>Some of a tensor's values as float32, counted in row-major order.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="first">The first value wanted.</param>
    /// <param name="values">Receives them; all must be there.</param>
    /// <exception cref="CheckpointException">The file was cut meanwhile.</exception>
    void Read(TensorEntry entry, long first, Span<float> values);

    /// <summary>
    /// Says that a tensor was read and is not wanted soon, so that its part of the file need not stay in memory.
    /// </summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    void Forget(TensorEntry entry);
}

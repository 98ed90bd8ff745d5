using System.Runtime.CompilerServices;

namespace Mezzotint.Tensors;

/// <summary>
/// A block of pinned float memory that starts on a 64-byte boundary: one cache line, one 512-bit vector.
/// </summary>
sealed class Storage
{
    const int AlignmentFloats = 16;

    readonly float[] _memory;
    readonly int _start;

    /// <summary>Takes uninitialised memory for at least <paramref name="length"/> floats.</summary>
    public unsafe Storage(int length)
    {
        _memory = GC.AllocateUninitializedArray<float>(checked(length + AlignmentFloats), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _start = (int)((0 - address) / sizeof(float) % AlignmentFloats);
        Length = length;
    }

    /// <summary>Usable floats.</summary>
    public int Length { get; }

    /// <summary>Tensors of an arena that use this block; at 0 it may serve others.</summary>
    public int Users { get; set; }

    /// <summary>The floats from <paramref name="offset"/> on. The span keeps the block alive.</summary>
    public Span<float> Span(int offset, int length) => _memory.AsSpan(_start + offset, length);
}

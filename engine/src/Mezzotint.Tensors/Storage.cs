using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mezzotint.Tensors;

/// <summary>
/// A block of pinned float memory that starts on a 64-byte boundary: one cache line, one 512-bit vector.
/// </summary>
sealed partial class Storage
{
    const int AlignmentFloats = 16;
    const int HugePageBytes = 2 << 20;
    const int AdviseHugePages = 14;
    const int AdviseUnwanted = 4;

    readonly float[] _memory;
    readonly int _start;

    /// <summary>Takes uninitialised memory for at least <paramref name="length"/> floats.</summary>
    /// <param name="length">How many.</param>
    /// <param name="isInLargePages">Whether large pages pay: not for what is filled once and read in order, as weights
    /// are. Fresh ones take the system long to get where a virtual machine hands free ones back to its host.</param>
    public unsafe Storage(int length, bool isInLargePages = true)
    {
        _memory = GC.AllocateUninitializedArray<float>(checked(length + AlignmentFloats), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _start = (int)((0 - address) / sizeof(float) % AlignmentFloats);
        Length = length;
        if (isInLargePages)
            AskForHugePages(address, (nuint)_memory.Length * sizeof(float));
    }

    /// <summary>Usable floats.</summary>
    public int Length { get; }

    /// <summary>The first float; it stays where it is as long as the block lives.</summary>
    public unsafe void* Pointer => Unsafe.AsPointer(ref _memory[_start]);

    /// <summary>Tensors of an arena that use this block; at 0 it may serve others.</summary>
    public int Users { get; set; }

    /// <summary>
    /// Asks Linux to back the block with pages of 2 MB: rows far apart then share an entry of the address tables.
    /// </summary>
    /// <remarks>A wish only: where it is refused or there is no such call, pages stay small.</remarks>
    static void AskForHugePages(nuint address, nuint bytes)
    {
        if (!OperatingSystem.IsLinux() || bytes < HugePageBytes)
            return;
        var start = address & ~(nuint)(HugePageBytes - 1);
        _ = Advise(start, (address + bytes - start + HugePageBytes - 1) & ~(nuint)(HugePageBytes - 1), AdviseHugePages);
    }

    /// <summary>
    /// Gives the memory back to the system at once, and not when the runtime gets to it. What the block held is lost;
    /// it may not be used again.
    /// </summary>
    /// <remarks>A wish only, as above. The array's own header lies before the first whole page.</remarks>
    public unsafe void GiveUp()
    {
        var page = (nuint)Environment.SystemPageSize;
        var start = (nuint)Unsafe.AsPointer(ref _memory[0]);
        var first = (start + page - 1) / page * page;
        var end = (start + (nuint)_memory.Length * sizeof(float)) / page * page;
        if (OperatingSystem.IsLinux() && end > first)
            _ = Advise(first, end - first, AdviseUnwanted);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint address, nuint length, int advice);

    /// <summary>The floats from <paramref name="offset"/> on. The span keeps the block alive.</summary>
    public Span<float> Span(int offset, int length) => _memory.AsSpan(_start + offset, length);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

// Kernels take their working squares from the stack and write each before they read it:
// zeroing them first cost a tenth of a Winograd transform.
[module: System.Runtime.CompilerServices.SkipLocalsInit]

namespace Mezzotint.Tensors.Simd;

/// <summary>
/// Copies of short runs, without the call that the runtime's copy costs (about 1 ns for 32 floats instead of 5), and
/// transposed ones.
/// </summary>
static unsafe class Memory
{
    /// <summary>Floats of a cache line.</summary>
    public const int LineFloats = 16;

    const int LongRun = 512;

    /// <summary>Copies <paramref name="count"/> floats; the runs may not overlap.</summary>
    public static void Copy(float* source, float* target, int count)
    {
        if (count >= LongRun)
        {
            new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
            return;
        }
        var i = 0;
        for (; i <= count - 16; i += 16)
            Vector512.Store(Vector512.Load(source + i), target + i);
        for (; i <= count - 4; i += 4)
            Vector128.Store(Vector128.Load(source + i), target + i);
        for (; i < count; i++)
            target[i] = source[i];
    }

    /// <summary>
    /// Copies <paramref name="count"/> floats past the caches, for what is not read soon: no line is fetched to be
    /// overwritten. The runs may not overlap.
    /// </summary>
    public static void Stream(float* source, float* target, int count)
    {
        if ((nuint)target % (LineFloats * sizeof(float)) != 0 || count % LineFloats != 0)
        {
            Copy(source, target, count);
            return;
        }
        for (var i = 0; i < count; i += LineFloats)
            Vector512.Load(source + i).StoreAlignedNonTemporal(target + i);
        if (Sse.IsSupported)
            Sse.StoreFence(); // such stores are seen by other threads in any order until then
    }

    /// <summary>Writes <paramref name="count"/> zeros.</summary>
    public static void Clear(float* target, int count)
    {
        var i = 0;
        for (; i <= count - 16; i += 16)
            Vector512.Store(Vector512<float>.Zero, target + i);
        for (; i < count; i++)
            target[i] = 0;
    }

    /// <summary>
    /// target[c targetStride + r] = source[r sourceStride + c] for so many rows and columns of the source, in squares
    /// of four by four. They may not overlap.
    /// </summary>
    public static void Transpose(
        float* source, long sourceStride, float* target, long targetStride, int rows, int columns)
    {
        var r = 0;
        for (; Sse.IsSupported && r <= rows - 4; r += 4)
        {
            var c = 0;
            for (; c <= columns - 4; c += 4)
                TransposeSquare(
                    source + r * sourceStride + c, sourceStride, target + c * targetStride + r, targetStride);
            for (; c < columns; c++)
                for (var i = r; i < r + 4; i++)
                    target[c * targetStride + i] = source[i * sourceStride + c];
        }
        for (; r < rows; r++)
            for (var c = 0; c < columns; c++)
                target[c * targetStride + r] = source[r * sourceStride + c];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransposeSquare(float* source, long sourceStride, float* target, long targetStride)
    {
        Vector128<float> a = Vector128.Load(source), b = Vector128.Load(source + sourceStride);
        Vector128<float> c = Vector128.Load(source + 2 * sourceStride), d = Vector128.Load(source + 3 * sourceStride);
        Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d);
        Sse.MoveLowToHigh(ab, cd).Store(target);
        Sse.MoveHighToLow(cd, ab).Store(target + targetStride);
        (ab, cd) = (Sse.UnpackHigh(a, b), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(ab, cd).Store(target + 2 * targetStride);
        Sse.MoveHighToLow(cd, ab).Store(target + 3 * targetStride);
    }

    /// <summary>Asks for one cache line in the second-level cache; any address will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }

    /// <summary>Asks for one cache line in the first-level cache; any address will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchNear(float* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}

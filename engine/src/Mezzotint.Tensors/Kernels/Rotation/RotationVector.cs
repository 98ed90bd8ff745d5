using System.Runtime.Intrinsics;

namespace Mezzotint.Tensors.Kernels.Rotation;

/// <summary>Pairs of numbers turned by angles, two pairs at a time.</summary>
static class RotationVector
{
    /// <summary>As <see cref="RotationReference.Run"/>; error 2^-23 of the pair's length.</summary>
    /// <remarks>
    /// Lanes are (a, b, c, d) with (a, b) and (c, d) pairs: y = x (cos, cos, ...) + (b, a, d, c) (-sin, sin, ...).
    /// Shuffles stay within pairs, so a tail of one pair is done apart.
    /// </remarks>
    public static void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> rotation, Span<float> y)
    {
        var width = rotation.Length;
        var signs = Vector128.Create(-1f, 1f, -1f, 1f);
        for (var row = 0; row < x.Length; row += width)
        {
            var i = 0;
            for (; i <= width - Vector128<float>.Count; i += Vector128<float>.Count)
            {
                var pairs = Vector128.Create(x[(row + i)..]);
                var turn = Vector128.Create(rotation[i..]);
                var cos = Vector128.Shuffle(turn, Vector128.Create(0, 0, 2, 2));
                var sin = Vector128.Shuffle(turn, Vector128.Create(1, 1, 3, 3)) * signs;
                var swapped = Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2));
                (pairs * cos + swapped * sin).CopyTo(y[(row + i)..]);
            }
            if (i < width)
                RotationReference.Run(x.Slice(row + i, 2), rotation.Slice(i, 2), y.Slice(row + i, 2));
        }
    }
}

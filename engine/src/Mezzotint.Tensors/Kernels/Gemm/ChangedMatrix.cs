using Mezzotint.Tensors.Changes;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>Makes of a packed matrix another one with changes added, panel by panel, in the order of packing.</summary>
/// <remarks>
/// The matrix that was there stays as it is, so a change is taken off by forgetting the new one. That is kept in 16
/// bits where the old one is, each value rounded to the nearest of <see cref="PackedForm.Half"/>: 11 bits, as in a
/// merged file of half precision. Values are added in single precision and do not depend on the number of threads.
/// </remarks>
static unsafe class ChangedMatrix
{
    [ThreadStatic]
    static Storage? _scratch;

    /// <summary>The changed matrix.</summary>
    /// <param name="origin">What is changed.</param>
    /// <param name="changes">Each of the weight that <paramref name="origin"/> was packed from.</param>
    /// <param name="room">A matrix made before of the same origin, whose memory may be used; or null.</param>
    public static PackedMatrix Of(PackedMatrix origin, IReadOnlyList<WeightChange> changes, PackedMatrix? room)
    {
        var form = origin.Form == PackedForm.Single ? PackedForm.Single : PackedForm.Half;
        var matrix = room?.Form == form ? room : PackedMatrix.Like(origin, form);
        if (!TryFill(matrix, origin, changes))
            _ = TryFill(matrix = PackedMatrix.Like(origin, PackedForm.Single), origin, changes);
        matrix.Rewritten();
        return matrix;
    }

    /// <returns>Whether its form holds every value.</returns>
    static bool TryFill(PackedMatrix matrix, PackedMatrix origin, IReadOnlyList<WeightChange> changes)
    {
        var fits = true;
        Threads.For(origin.Panels, panel =>
        {
            var width = origin.PanelWidth;
            var columns = (panel * width, Math.Min(width, origin.Columns - panel * width));
            for (var start = 0; start < origin.Depth; start += origin.BlockDepth)
            {
                var run = Math.Min(origin.BlockDepth, origin.Depth - start);
                var offset = origin.Offset(start, panel);
                var values = matrix.Form == PackedForm.Single ? (float*)matrix.At(offset) : Scratch(run * width);
                var source = origin.Read(offset, run * width, values);
                if (source != values)
                    Memory.Copy(source, values, run * width);
                foreach (var change in changes)
                    change.AddTo(values, width, columns, (start, run));
                if (matrix.Form != PackedForm.Single
                    && !HalfRounding.TryEncode(values, (ushort*)matrix.At(offset), run * width))
                    Volatile.Write(ref fits, false);
            }
        });
        return fits;
    }

    static float* Scratch(int length)
    {
        if (_scratch is null || _scratch.Length < length)
            _scratch = new Storage(length);
        return (float*)_scratch.Pointer;
    }
}

using Mezzotint.Tensors.Changes;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>Makes of a packed matrix another one with changes added, panel by panel, in the order of packing.</summary>
/// <remarks>
/// The matrix that was there stays as it is, so a change is taken off by forgetting the new one. Values are added, and
/// kept, in single precision; they do not depend on the number of threads. Error against the exact sum: that of the
/// changes' own products, and one rounding for each change. A piece is made in the first caches and written past them:
/// gigabytes that are not read before the next step would otherwise be fetched to be overwritten.
/// </remarks>
static unsafe class ChangedMatrix
{
    /// <summary>The changed matrix.</summary>
    /// <param name="origin">What is changed.</param>
    /// <param name="changes">Each of the weight that <paramref name="origin"/> was packed from.</param>
    /// <param name="room">A matrix made before of the same origin, whose memory may be used; or null.</param>
    public static PackedMatrix Of(PackedMatrix origin, IReadOnlyList<WeightChange> changes, PackedMatrix? room)
    {
        var matrix = room ?? PackedMatrix.Like(origin, PackedForm.Single);
        Threads.For(origin.Panels, panel =>
        {
            var width = origin.PanelWidth;
            var values = stackalloc float[origin.BlockDepth * width];
            var columns = (panel * width, Math.Min(width, origin.Columns - panel * width));
            for (var start = 0; start < origin.Depth; start += origin.BlockDepth)
            {
                var run = Math.Min(origin.BlockDepth, origin.Depth - start);
                var offset = origin.Offset(start, panel);
                var source = origin.Read(offset, run * width, values);
                if (source != values)
                    Memory.Copy(source, values, run * width);
                foreach (var change in changes)
                    change.AddTo(values, width, columns, (start, run));
                Memory.Stream(values, (float*)matrix.At(offset), run * width);
            }
        });
        matrix.Rewritten();
        return matrix;
    }
}

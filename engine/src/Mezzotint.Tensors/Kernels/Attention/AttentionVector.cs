using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Attention;

/// <summary>
/// Attention that goes over the keys block by block with a running softmax, so that no row of logits is ever whole.
/// </summary>
/// <remarks>
/// Dao et al. 2022, "FlashAttention" (arXiv:2205.14135), algorithm 1, with the online softmax of Milakov and Gimelshein
/// 2018 (arXiv:1805.02867), algorithm 3. A panel of queries stays in the first-level cache; packed keys and
/// values stream past it.
/// </remarks>
static unsafe class AttentionVector
{
    /// <summary>As <see cref="AttentionReference.Run"/>.</summary>
    /// <param name="query">(B, queries, heads * d).</param>
    /// <param name="key">(B, keys, heads * d).</param>
    /// <param name="value">(B, keys, heads * d).</param>
    /// <param name="y">(B, queries, heads * d); may not overlap the others.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <param name="shape">All lengths; at least one key.</param>
    public static void Run(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> y,
        Span<float> scratch, AttentionShape shape)
    {
        fixed (float* pq = query, pk = key, pv = value, py = y, ps = scratch)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512:
                    AttentionTiles<MicroKernel5<Simd512, Vector512<float>>, Simd512,
                        Vector512<float>>.Run(pq, pk, pv, py, ps, shape);
                    break;
                case Lanes.Vector256:
                    AttentionTiles<MicroKernel6<Simd256, Vector256<float>>, Simd256,
                        Vector256<float>>.Run(pq, pk, pv, py, ps, shape);
                    break;
                case Lanes.Vector128:
                    AttentionTiles<MicroKernel6<Simd128, Vector128<float>>, Simd128,
                        Vector128<float>>.Run(pq, pk, pv, py, ps, shape);
                    break;
                default:
                    AttentionReference.Run(query, key, value, y, shape);
                    break;
            }
    }

    /// <summary>Floats that packed keys and values take.</summary>
    public static int ScratchLength(AttentionShape shape)
    {
        var rows = LaneChoice.Selected == Lanes.Vector512 ? MicroKernel5<Simd512, Vector512<float>>.Rows
            : MicroKernel6<Simd256, Vector256<float>>.Rows;
        return checked(shape.Batch * shape.Heads *
            (GemmBlocking.RoundUp(shape.Keys, rows) * shape.HeadWidth
                + shape.Keys * GemmBlocking.RoundUp(shape.HeadWidth, rows)));
    }
}

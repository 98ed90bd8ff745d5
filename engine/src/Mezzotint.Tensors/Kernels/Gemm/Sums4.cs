using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>One row of a tile, four vectors of sums: as a local of a micro-kernel they live in registers.</summary>
struct Sums4<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    TVector _a, _b, _c, _d;

    /// <summary>sums += left (p, q, r, s), the left factor's value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void MultiplyAdd(float* left, TVector p, TVector q, TVector r, TVector s)
    {
        var x = TSimd.Create(*left);
        _a = TSimd.MultiplyAdd(x, p, _a);
        _b = TSimd.MultiplyAdd(x, q, _b);
        _c = TSimd.MultiplyAdd(x, r, _c);
        _d = TSimd.MultiplyAdd(x, s, _d);
    }

    /// <summary>Adds what the tile starts from and what is added, and writes the row if it counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Write(ref Tile tile, int row)
    {
        if (row >= tile.Rows)
            return;
        if (tile.Start != null)
            Add(tile.Start + row * tile.StartStride);
        if (tile.Add != null)
            Add(tile.Add + row * tile.AddStride);
        var w = TSimd.Width;
        var result = tile.Result + row * tile.ResultStride;
        TSimd.Store(_a, result);
        TSimd.Store(_b, result + w);
        TSimd.Store(_c, result + 2 * w);
        TSimd.Store(_d, result + 3 * w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe void Add(float* row)
    {
        var w = TSimd.Width;
        _a = TSimd.Add(_a, TSimd.Load(row));
        _b = TSimd.Add(_b, TSimd.Load(row + w));
        _c = TSimd.Add(_c, TSimd.Load(row + 2 * w));
        _d = TSimd.Add(_d, TSimd.Load(row + 3 * w));
    }
}

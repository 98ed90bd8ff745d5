using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>One row of a tile, two vectors of sums: as a local of a micro-kernel they live in registers.</summary>
struct Sums2<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    TVector _a, _b;

    /// <summary>sums += left (p, q), the left factor's value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void MultiplyAdd(float* left, TVector p, TVector q)
    {
        var x = TSimd.Create(*left);
        _a = TSimd.MultiplyAdd(x, p, _a);
        _b = TSimd.MultiplyAdd(x, q, _b);
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
        var result = tile.Result + row * tile.ResultStride;
        TSimd.Store(_a, result);
        TSimd.Store(_b, result + TSimd.Width);
    }

    /// <summary>row += sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void AddTo(float* row)
    {
        TSimd.Store(TSimd.Add(_a, TSimd.Load(row)), row);
        TSimd.Store(TSimd.Add(_b, TSimd.Load(row + TSimd.Width)), row + TSimd.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    unsafe void Add(float* row)
    {
        _a = TSimd.Add(_a, TSimd.Load(row));
        _b = TSimd.Add(_b, TSimd.Load(row + TSimd.Width));
    }
}

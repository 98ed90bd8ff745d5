namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// How the packed rows of a left factor lie in memory; constants, so that the micro-kernel's addresses are too.
/// </summary>
interface ITileLayout
{
    /// <summary>Floats from one row of a tile to the next.</summary>
    static abstract int RowStep { get; }

    /// <summary>Floats from one step along the depth to the next, for tiles of so many rows.</summary>
    static abstract int DepthStep(int tileRows);
}

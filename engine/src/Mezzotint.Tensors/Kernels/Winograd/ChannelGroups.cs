using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>Channels as rows: one vector of them after the other along the depth.</summary>
readonly struct ChannelGroups<TSimd, TVector> : ITileLayout
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static int RowStep => 1;

    public static int DepthStep(int tileRows) => TSimd.Width;
}

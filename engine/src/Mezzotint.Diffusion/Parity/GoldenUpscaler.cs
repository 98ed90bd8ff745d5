using Mezzotint.Diffusion.Upscalers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Upscalers of golden folders.</summary>
static class GoldenUpscaler
{
    const double Tolerance = 1e-4;

    /// <summary>Every run x, as the file itself tells the network.</summary>
    public static void Run(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        using var file = UpscalerFile.Open(golden.Weights[0].Path);
        foreach (var run in golden.Runs("x"))
            comparison.CompareInside(
                ops, $"{run}.out", file.Network(ops, golden.ChannelsLast(ops, $"{run}.x")), Tolerance);
    }
}

using Mezzotint.Tensors.Kernels.Convolution;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>How a convolution is cut into tiles of 4 x 4 results, and whether it should be.</summary>
readonly struct WinogradShape(ConvolutionShape shape)
{
    /// <summary>Products in place of the 144 that 16 results of a 3x3 kernel take.</summary>
    public const int Frequencies = 36;

    /// <summary>Results on a side of a tile.</summary>
    public const int Side = 4;

    /// <summary>Channels up to which the transformed kernel is kept.</summary>
    const int ChannelsMax = 128;

    /// <summary>Channels up to which a gradient's sums, four times the kernel, are kept.</summary>
    const int GradientChannelsMax = 320;

    /// <summary>
    /// Tiles below which reading the transformed kernel, four times the plain one, costs more than is saved.
    /// </summary>
    const int TilesMin = 24;

    /// <summary>Tiles below which transforming the kernel costs more than is saved.</summary>
    const int PanelTilesMin = 8;

    /// <summary>
    /// Floats that a task's transformed tiles should fill at most: what the second-level cache holds beside the
    /// kernels.
    /// </summary>
    const int TaskFloats = 320 << 10;

    public ConvolutionShape Convolution { get; } = shape;

    public int TilesDown { get; } = (shape.OutputHeight + Side - 1) / Side;

    public int TilesAcross { get; } = (shape.OutputWidth + Side - 1) / Side;

    public int Tiles => Convolution.Batch * TilesDown * TilesAcross;

    /// <summary>Output channels, filled up to whole panels.</summary>
    public int OutputsPadded => GemmBlocking.RoundUp(Convolution.Outputs, GemmVector.PanelWidth);

    /// <summary>
    /// Whether <see cref="WinogradVector"/> pays: channels few enough that four times the kernel's memory is little and
    /// a task's tiles stay in the cache, and tiles enough.
    /// </summary>
    public static bool Pays(in ConvolutionShape s) => Pays(s, ChannelsMax);

    /// <summary>Whether <see cref="WinogradVector.AddWeightGradient"/> pays.</summary>
    public static bool PaysForGradient(in ConvolutionShape s) => Pays(s, GradientChannelsMax);

    /// <summary>
    /// Whether <see cref="WinogradPanels"/> pays: more channels than that, and tiles enough to be worth a transform of
    /// the kernel.
    /// </summary>
    public static bool PaysInPanels(in ConvolutionShape s) =>
        Fits(s) && (s.Inputs > ChannelsMax || s.Outputs > ChannelsMax) && s.OutputPixels >= PanelTilesMin * Side * Side;

    static bool Pays(in ConvolutionShape s, int channelsMax) => Fits(s) && s.Inputs <= channelsMax
        && s.Outputs <= channelsMax && s.OutputPixels >= TilesMin * Side * Side;

    /// <summary>
    /// Whether it can be: a 3x3 kernel at stride 1 with one pixel of zeros at the sides and none or one above and below
    /// (a band of a picture has rows there), whole vectors of channels.
    /// </summary>
    static bool Fits(in ConvolutionShape s)
    {
        var width = LaneChoice.Selected switch { Lanes.Vector512 => 16, Lanes.Vector256 => 8, _ => int.MaxValue };
        return s.KernelHeight == 3 && s.KernelWidth == 3
            && s.Window is { Stride: 1, Left: 1, Right: 1, Top: 0 or 1, Bottom: 0 or 1 }
            && s.Inputs % width == 0 && s.Outputs % width == 0 && s.Inputs >= 2 * width;
    }

    /// <summary>
    /// Tiles of one task: a multiple of the micro-kernel's rows that fits the cache and leaves each thread several.
    /// </summary>
    public int TilesPerTask(int kernelRows)
    {
        var fitting = TaskFloats / Frequencies / (Convolution.Inputs + OutputsPadded);
        var shared = (Tiles + 2 * Threads.Count - 1) / (2 * Threads.Count);
        return Math.Max(1, Math.Min(fitting, shared + kernelRows - 1) / kernelRows) * kernelRows;
    }
}

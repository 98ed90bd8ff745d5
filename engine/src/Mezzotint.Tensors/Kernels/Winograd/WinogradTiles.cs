using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>Moves tiles between pictures and frequencies.</summary>
static unsafe class WinogradTiles<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Transforms the 6x6 patch of one tile, zeros outside the picture.</summary>
    /// <param name="x">(B, H, W, in), from the first channel that is wanted.</param>
    /// <param name="channels">Channels that are wanted, whole vectors.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="target">Vector v of frequency f goes to [f * frequencyStep + v * vectorStep].</param>
    /// <param name="shape">Lengths.</param>
    /// <param name="frequencyStep">Floats between frequencies.</param>
    /// <param name="vectorStep">Floats between vectors of channels.</param>
    public static void Read(
        float* x, int channels, int tile, float* target, in WinogradShape shape, long frequencyStep, long vectorStep)
    {
        var s = shape.Convolution;
        var (picture, line, column) = Corner(tile, shape);
        line -= s.Window.Top; // the patch's first row: 1 above the tile, or the tile's own where nothing is padded
        var isInside = line >= 0 && column >= 1 && line + 6 <= s.Height && column + 5 <= s.Width;
        long columnStep = s.Inputs, rowStep = (long)s.Width * s.Inputs;
        var source = x + ((long)picture * s.Height + line) * rowStep + (column - 1) * columnStep;
        var patch = stackalloc float[36 * TSimd.Width];
        for (var c = 0; c < channels; c += TSimd.Width, target += vectorStep)
        {
            if (isInside)
            {
                WinogradTransform<TSimd, TVector>.Input(source + c, rowStep, columnStep, target, frequencyStep);
                continue;
            }
            for (var i = 0; i < 6; i++)
                for (var j = 0; j < 6; j++)
                    TSimd.Store(
                        (uint)(line + i) < (uint)s.Height && (uint)(column - 1 + j) < (uint)s.Width
                            ? TSimd.Load(source + i * rowStep + j * columnStep + c) : TSimd.Zero,
                        patch + (i * 6 + j) * TSimd.Width);
            WinogradTransform<TSimd, TVector>.Input(patch, 6 * TSimd.Width, TSimd.Width, target, frequencyStep);
        }
    }

    /// <summary>Transforms one tile of results back and writes what lies inside the picture.</summary>
    /// <param name="source">Channel start + o of frequency f at [f * frequencyStep + o].</param>
    /// <param name="start">The first output channel.</param>
    /// <param name="end">The end of the output channels.</param>
    /// <param name="frequencyStep">Floats between frequencies.</param>
    /// <param name="product">Bias, addend and result; its stride is that of a pixel.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="shape">Lengths.</param>
    public static void Write(
        float* source, int start, int end, long frequencyStep, in Product product, int tile, in WinogradShape shape)
    {
        var s = shape.Convolution;
        var (picture, line, column) = Corner(tile, shape);
        var (rows, columns) = (Math.Min(4, s.OutputHeight - line), Math.Min(4, s.OutputWidth - column));
        var results = stackalloc float[16 * TSimd.Width];
        for (var o = start; o < end; o += TSimd.Width)
        {
            WinogradTransform<TSimd, TVector>.Output(source + (o - start), frequencyStep, results);
            var bias = product.Bias == null ? TSimd.Zero : TSimd.Load(product.Bias + o);
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++)
                {
                    var at = (((long)picture * s.OutputHeight + line + i) * s.OutputWidth + column + j) * s.Outputs + o;
                    var value = TSimd.Add(TSimd.Load(results + (i * 4 + j) * TSimd.Width), bias);
                    TSimd.Store(product.Add == null ? value : TSimd.Add(value, TSimd.Load(product.Add + at)),
                        product.Result + at);
                }
        }
    }

    /// <summary>
    /// Transforms one tile of results' gradients, zeros outside the picture, into panels: [panel * panelStep +
    /// channel].
    /// </summary>
    public static void ReadGradient(
        float* dy, int tile, float* target, in WinogradShape shape, long frequencyStep, long panelStep)
    {
        var s = shape.Convolution;
        var (picture, line, column) = Corner(tile, shape);
        var patch = stackalloc float[16 * TSimd.Width];
        var panelWidth = GemmVector.PanelWidth;
        for (var o = 0; o < shape.OutputsPadded; o += TSimd.Width)
        {
            for (var i = 0; i < 4; i++)
                for (var j = 0; j < 4; j++)
                    TSimd.Store(
                        line + i < s.OutputHeight && column + j < s.OutputWidth && o < s.Outputs
                            ? TSimd.Load(dy + (((long)picture * s.OutputHeight + line + i) * s.OutputWidth + column
                                + j) * s.Outputs + o)
                            : TSimd.Zero,
                        patch + (i * 4 + j) * TSimd.Width);
            WinogradTransform<TSimd, TVector>.OutputGradient(
                patch, target + o / panelWidth * panelStep + o % panelWidth, frequencyStep);
        }
    }

    static (int Picture, int Line, int Column) Corner(int tile, in WinogradShape shape)
    {
        var row = tile / shape.TilesAcross;
        return (row / shape.TilesDown, row % shape.TilesDown * WinogradShape.Side,
            tile % shape.TilesAcross * WinogradShape.Side);
    }
}

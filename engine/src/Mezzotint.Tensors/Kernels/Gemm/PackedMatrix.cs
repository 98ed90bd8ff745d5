using Mezzotint.Tensors.Kernels.Winograd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// The right factor (depth, columns) of a product, cut into the panels that the micro-kernel reads in order.
/// </summary>
/// <remarks>
/// Order: block of the depth, panel of columns, step of the depth, column of the panel; the last panel is filled with
/// zeros.
/// </remarks>
sealed class PackedMatrix
{
    readonly Storage _values;
    readonly bool _isForGradient;
    readonly int _blockDepth;
    WinogradKernel? _winograd;

    PackedMatrix(int depth, int columns, bool isForGradient)
    {
        _isForGradient = isForGradient;
        Depth = depth;
        Columns = columns;
        PanelWidth = GemmVector.PanelWidth;
        _blockDepth = GemmBlocking.Depth(depth);
        Panels = (columns + PanelWidth - 1) / PanelWidth;
        _values = new Storage(checked(depth * Panels * PanelWidth));
    }

    /// <summary>Length of the dimension summed over.</summary>
    public int Depth { get; }

    /// <summary>Columns of the result.</summary>
    public int Columns { get; }

    /// <summary>Columns of a panel: two vectors.</summary>
    public int PanelWidth { get; }

    /// <summary>Number of panels.</summary>
    public int Panels { get; }

    /// <summary>Where the panel's columns of one row start among the packed floats.</summary>
    public int Offset(int row, int panel)
    {
        var start = row / _blockDepth * _blockDepth;
        return (start * Panels + panel * Math.Min(_blockDepth, Depth - start) + row - start) * PanelWidth;
    }

    /// <summary>A 3x3 kernel transformed for <see cref="WinogradVector"/>; made at the first call.</summary>
    public WinogradKernel Winograd => _winograd ??= new WinogradKernel(this);

    /// <summary>The packed floats.</summary>
    public Span<float> Values => _values.Span(0, _values.Length);

    /// <summary>
    /// Packs a weight (out, in[, kernelHeight, kernelWidth]) as the matrix (kernelHeight * kernelWidth * in, out).
    /// </summary>
    public static PackedMatrix FromWeight(Tensor weight)
    {
        var (outputs, inputs, taps) = Lengths(weight);
        return new PackedMatrix(taps * inputs, outputs, isForGradient: false).Fill(weight);
    }

    /// <summary>
    /// Packs a weight as the matrix that takes gradients of the outputs back to the inputs: (taps * out, in), the
    /// kernel's taps in reverse order. For a linear layer that is the weight as it stands.
    /// </summary>
    public static PackedMatrix ForInputGradient(Tensor weight)
    {
        var (outputs, inputs, taps) = Lengths(weight);
        return new PackedMatrix(taps * outputs, inputs, isForGradient: true).Fill(weight);
    }

    /// <summary>Packs other values of the same weight into the same memory.</summary>
    public PackedMatrix Fill(Tensor weight)
    {
        var (outputs, inputs, taps) = Lengths(weight);
        // The weight has (output, input, tap) at (output * inputs + input) * taps + tap.
        if (_isForGradient)
            Fill(weight, (depth, column) =>
                ((depth % outputs * inputs) + column) * taps + (taps - 1 - (depth / outputs)));
        else
            Fill(weight, (depth, column) => ((column * inputs) + (depth % inputs)) * taps + (depth / inputs));
        _winograd?.Fill(this);
        return this;
    }

    static (int Outputs, int Inputs, int Taps) Lengths(Tensor weight)
    {
        var shape = weight.Shape;
        return shape.Rank switch
        {
            2 => (shape[0], shape[1], 1),
            4 => (shape[0], shape[1], shape[2] * shape[3]),
            _ => throw new ArgumentException(
                $"A weight of shape {shape} is neither a matrix nor a convolution kernel."),
        };
    }

    /// <summary>Writes every panel; <paramref name="indexOf"/> says where the weight holds (depth, column).</summary>
    void Fill(Tensor weight, Func<int, int, int> indexOf)
    {
        Threads.For(Panels, panel =>
        {
            ReadOnlySpan<float> source = weight.Span;
            var target = Values;
            var first = panel * PanelWidth;
            var count = Math.Min(PanelWidth, Columns - first);
            for (var start = 0; start < Depth; start += _blockDepth)
            {
                var run = Math.Min(_blockDepth, Depth - start);
                var block = target.Slice(start * Panels * PanelWidth + panel * run * PanelWidth, run * PanelWidth);
                if (count < PanelWidth)
                    block.Clear();
                for (var d = 0; d < run; d++)
                {
                    var row = block.Slice(d * PanelWidth, count);
                    var index = indexOf(start + d, first);
                    var step = count > 1 ? indexOf(start + d, first + 1) - index : 0;
                    for (var c = 0; c < count; c++, index += step)
                        row[c] = source[index];
                }
            }
        });
    }
}

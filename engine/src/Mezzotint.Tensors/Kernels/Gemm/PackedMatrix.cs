using Mezzotint.Tensors.Kernels.Winograd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// The right factor (depth, columns) of a product, cut into the panels that the micro-kernel reads in order.
/// </summary>
/// <remarks>
/// Order: block of the depth, panel of columns, step of the depth, column of the panel; the last panel is filled with
/// zeros.
/// </remarks>
sealed unsafe class PackedMatrix
{
    readonly Storage _values;
    readonly bool _isForGradient;
    readonly int _blockDepth;
    WinogradKernel? _winograd;

    PackedMatrix(int depth, int columns, bool isForGradient, PackedForm form)
    {
        _isForGradient = isForGradient;
        Form = form;
        Depth = depth;
        Columns = columns;
        PanelWidth = GemmVector.PanelWidth;
        _blockDepth = Math.Max(1, GemmBlocking.Depth(depth));
        Panels = (columns + PanelWidth - 1) / PanelWidth;
        var length = (long)depth * Panels * PanelWidth;
        _values = new Storage(checked((int)(form == PackedForm.Single ? length : (length + 1) / 2)));
    }

    /// <summary>How the values are kept.</summary>
    public PackedForm Form { get; }

    /// <summary>Bytes that the values take.</summary>
    public long SizeBytes => (long)_values.Length * sizeof(float);

    /// <summary>Length of the dimension summed over.</summary>
    public int Depth { get; }

    /// <summary>Columns of the result.</summary>
    public int Columns { get; }

    /// <summary>Columns of a panel: two vectors.</summary>
    public int PanelWidth { get; }

    /// <summary>Number of panels.</summary>
    public int Panels { get; }

    /// <summary>Steps of the depth that lie together; fewer in the last block.</summary>
    public int BlockDepth => _blockDepth;

    /// <summary>Where the panel's columns of one row start among the packed values.</summary>
    public long Offset(int row, int panel)
    {
        var start = row / _blockDepth * _blockDepth;
        return ((long)start * Panels + (long)panel * Math.Min(_blockDepth, Depth - start) + row - start) * PanelWidth;
    }

    /// <summary>Where packed values lie from an offset on: floats, or words of 16 bits.</summary>
    public void* At(long offset) =>
        Form == PackedForm.Single ? (float*)_values.Pointer + offset : (ushort*)_values.Pointer + offset;

    /// <summary>Packed values as floats: where they lie, or put into scratch memory.</summary>
    public float* Read(long offset, int count, float* scratch)
    {
        if (Form == PackedForm.Single)
            return (float*)_values.Pointer + offset;
        ShortForms.Decode((ushort*)_values.Pointer + offset, scratch, count, Form);
        return scratch;
    }

    /// <summary>A 3x3 kernel transformed for <see cref="WinogradVector"/>; made at the first call.</summary>
    public WinogradKernel Winograd => _winograd ??= new WinogradKernel(this);

    /// <summary>
    /// Packs a weight (out, in[, kernelHeight, kernelWidth]) as the matrix (kernelHeight * kernelWidth * in, out).
    /// </summary>
    /// <param name="weight">The values.</param>
    /// <param name="isFixed">Whether they stay as they are, so that a shorter form that holds them will do.</param>
    public static PackedMatrix FromWeight(Tensor weight, bool isFixed = false)
    {
        var (outputs, inputs, taps) = Lengths(weight.Shape);
        var form = isFixed ? ShortForms.Of(weight.Span) : PackedForm.Single;
        return new PackedMatrix(taps * inputs, outputs, isForGradient: false, form).Fill(weight);
    }

    /// <summary>Memory for another matrix of the same lengths, whose values are still to be written.</summary>
    public static PackedMatrix Like(PackedMatrix other, PackedForm form) =>
        new(other.Depth, other.Columns, other._isForGradient, form);

    /// <summary>Says that packed values were written, so that what was made of them is made anew.</summary>
    public void Rewritten() => _winograd?.Fill(this);

    /// <summary>
    /// Packs a weight that is read some outputs at a time, in the shortest form that holds all of its values.
    /// </summary>
    /// <param name="weight">Its shape.</param>
    /// <param name="read">Reads some outputs' values; called from several threads, again where a form fails.</param>
    public static PackedMatrix FromRows(Shape weight, RowReader read)
    {
        var (outputs, inputs, taps) = Lengths(weight);
        foreach (var form in new[] { PackedForm.Half, PackedForm.Brain })
        {
            var matrix = new PackedMatrix(taps * inputs, outputs, isForGradient: false, form);
            if (matrix.TryFill(read, taps))
                return matrix;
            matrix._values.GiveUp();
        }
        var single = new PackedMatrix(taps * inputs, outputs, isForGradient: false, PackedForm.Single);
        single.TryFill(read, taps);
        return single;
    }

    /// <summary>
    /// Packs a weight as the matrix that takes gradients of the outputs back to the inputs: (taps * out, in), the
    /// kernel's taps in reverse order. For a linear layer that is the weight as it stands.
    /// </summary>
    public static PackedMatrix ForInputGradient(Tensor weight)
    {
        var (outputs, inputs, taps) = Lengths(weight.Shape);
        return new PackedMatrix(taps * outputs, inputs, isForGradient: true, PackedForm.Single).Fill(weight);
    }

    /// <summary>Packs other values of the same weight, which the form must hold, into the same memory.</summary>
    public PackedMatrix Fill(Tensor weight)
    {
        var (outputs, inputs, taps) = Lengths(weight.Shape);
        // The weight has (output, input, tap) at (output * inputs + input) * taps + tap.
        if (_isForGradient)
            Fill(weight, (depth, column) =>
                ((depth % outputs * inputs) + column) * taps + (taps - 1 - (depth / outputs)));
        else
            Fill(weight, (depth, column) => ((column * inputs) + (depth % inputs)) * taps + (depth / inputs));
        _winograd?.Fill(this);
        return this;
    }

    static (int Outputs, int Inputs, int Taps) Lengths(Shape shape) => shape.Rank switch
    {
        2 => (shape[0], shape[1], 1),
        4 => (shape[0], shape[1], shape[2] * shape[3]),
        _ => throw new ArgumentException($"A weight of shape {shape} is neither a matrix nor a convolution kernel."),
    };

    /// <summary>
    /// Reads and writes panel after panel; false, and the rest undone, where a value does not go into the form.
    /// </summary>
    bool TryFill(RowReader read, int taps)
    {
        var fits = true;
        Threads.For(Panels, panel =>
        {
            if (!Volatile.Read(ref fits))
                return;
            var first = panel * PanelWidth;
            var count = Math.Min(PanelWidth, Columns - first);
            var rows = new Span<float>(
                GemmVector.Scratch(checked(count * Depth + _blockDepth * PanelWidth)), count * Depth);
            read(first, rows);
            if (Form == PackedForm.Single || ShortForms.Holds(Form, rows))
                FillPanel(panel, rows, taps);
            else
                Volatile.Write(ref fits, false);
        });
        return fits;
    }

    /// <summary>Writes a panel from its outputs' values, each (in, tap), with room for a block behind them.</summary>
    void FillPanel(int panel, Span<float> rows, int taps)
    {
        var (count, inputs) = (rows.Length / Math.Max(1, Depth), Depth / taps);
        fixed (float* values = rows)
            for (var start = 0; start < Depth; start += _blockDepth)
            {
                var run = Math.Min(_blockDepth, Depth - start);
                var target = At(Offset(start, panel));
                var block = Form == PackedForm.Single ? (float*)target : values + rows.Length;
                if (count < PanelWidth)
                    new Span<float>(block, run * PanelWidth).Clear();
                for (var column = 0; column < count; column++)
                {
                    var place = block + column;
                    for (int d = start, end; d < start + run; d = end)
                    {
                        // Within a tap the inputs lie taps apart.
                        end = Math.Min(start + run, (d / inputs + 1) * inputs);
                        var value = values + (long)column * Depth + d % inputs * taps + d / inputs;
                        for (var i = d; i < end; i++, place += PanelWidth, value += taps)
                            *place = *value;
                    }
                }
                if (Form != PackedForm.Single)
                    ShortForms.Encode(
                        new Span<float>(block, run * PanelWidth), new Span<ushort>(target, run * PanelWidth), Form);
            }
    }

    /// <summary>Writes every panel; <paramref name="indexOf"/> says where the weight holds (depth, column).</summary>
    void Fill(Tensor weight, Func<int, int, int> indexOf)
    {
        Threads.For(Panels, panel =>
        {
            ReadOnlySpan<float> source = weight.Span;
            var first = panel * PanelWidth;
            var count = Math.Min(PanelWidth, Columns - first);
            var scratch = Form == PackedForm.Single ? [] : new float[_blockDepth * PanelWidth];
            for (var start = 0; start < Depth; start += _blockDepth)
            {
                var run = Math.Min(_blockDepth, Depth - start);
                var target = At(Offset(start, panel));
                var block = Form == PackedForm.Single ? new Span<float>(target, run * PanelWidth)
                    : scratch.AsSpan(0, run * PanelWidth);
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
                if (Form != PackedForm.Single)
                    ShortForms.Encode(block, new Span<ushort>(target, block.Length), Form);
            }
        });
    }
}

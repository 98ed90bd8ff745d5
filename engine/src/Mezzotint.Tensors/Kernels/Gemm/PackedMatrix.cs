using Mezzotint.Tensors.Kernels.Winograd;
using Mezzotint.Tensors.Simd;

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
    /// <summary>Steps of the depth that are turned round at a time: 18 KB of the widest panel.</summary>
    const int SquareDepth = 144;

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
        _values = new Storage(
            checked((int)(form == PackedForm.Single ? length : (length + 1) / 2)), isInLargePages: false);
    }

    PackedMatrix(PackedMatrix origin, Storage values)
    {
        (_values, _isForGradient, _blockDepth) = (values, origin._isForGradient, origin._blockDepth);
        Form = PackedForm.Single;
        (Depth, Columns, PanelWidth, Panels) = (origin.Depth, origin.Columns, origin.PanelWidth, origin.Panels);
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

    /// <summary>Number of packed values, with the zeros of the last panel.</summary>
    public int Length => checked(Depth * Panels * PanelWidth);

    /// <summary>The same matrix in single precision, its values in the memory of a tensor of as many.</summary>
    public PackedMatrix Decoded(Tensor room)
    {
        var matrix = new PackedMatrix(this, room.Storage!);
        Threads.For(Panels, panel =>
        {
            for (var start = 0; start < Depth; start += BlockDepth)
            {
                var offset = Offset(start, panel);
                Read(offset, Math.Min(BlockDepth, Depth - start) * PanelWidth, (float*)matrix.At(offset));
            }
        });
        return matrix;
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
        if (_isForGradient)
            FillForGradient(weight, outputs, taps);
        else
            TryFill((first, rows) => weight.Span.Slice(first * inputs * taps, rows.Length).CopyTo(rows), taps);
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
            var inputsAtOnce = Math.Max(1, SquareDepth / taps);
            var values = GemmVector.Scratch(checked(count * Depth + inputsAtOnce * taps * PanelWidth));
            var rows = new Span<float>(values, count * Depth);
            read(first, rows);
            if (Form == PackedForm.Single || ShortForms.Holds(Form, rows))
                for (var input = 0; input * taps < Depth; input += inputsAtOnce)
                    FillInputs(panel, values, values + rows.Length, input,
                        (Math.Min(inputsAtOnce, Depth / taps - input), taps));
            else
                Volatile.Write(ref fits, false);
        });
        return fits;
    }

    /// <summary>Writes some inputs of a panel from its outputs' values, each (in, tap).</summary>
    void FillInputs(int panel, float* values, float* square, int input, (int Inputs, int Taps) count)
    {
        var columns = Math.Min(PanelWidth, Columns - panel * PanelWidth);
        var depth = count.Inputs * count.Taps;
        if (columns < PanelWidth)
            new Span<float>(square, depth * PanelWidth).Clear();
        Memory.Transpose(values + (long)input * count.Taps, Depth, square, PanelWidth, columns, depth);
        for (var tap = 0; tap < count.Taps; tap++)
            for (var i = 0; i < count.Inputs; i++)
            {
                var row = square + (i * count.Taps + tap) * PanelWidth;
                var target = At(Offset(tap * (Depth / count.Taps) + input + i, panel));
                if (Form == PackedForm.Single)
                    Memory.Copy(row, (float*)target, PanelWidth);
                else
                    ShortForms.Encode(
                        new Span<float>(row, PanelWidth), new Span<ushort>(target, PanelWidth), Form);
            }
    }

    /// <summary>
    /// Writes every panel of a gradient's matrix: (tap, output, input) is the weight's (output, input, last tap - tap).
    /// </summary>
    void FillForGradient(Tensor weight, int outputs, int taps)
    {
        Threads.For(Panels, panel =>
        {
            ReadOnlySpan<float> source = weight.Span;
            var first = panel * PanelWidth;
            var count = Math.Min(PanelWidth, Columns - first);
            for (var depth = 0; depth < Depth; depth++)
            {
                var row = new Span<float>(At(Offset(depth, panel)), PanelWidth);
                row[count..].Clear();
                var index = (depth % outputs * Columns + first) * taps + taps - 1 - depth / outputs;
                for (var c = 0; c < count; c++, index += taps)
                    row[c] = source[index];
            }
        });
    }
}

using Mezzotint.Tensors.Kernels.Activate;
using Mezzotint.Tensors.Kernels.Attention;
using Mezzotint.Tensors.Kernels.BiasedAttention;
using Mezzotint.Tensors.Kernels.Convolution;
using Mezzotint.Tensors.Kernels.Elementwise;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Kernels.Layout;
using Mezzotint.Tensors.Kernels.Norms;
using Mezzotint.Tensors.Kernels.Resize;
using Mezzotint.Tensors.Kernels.Rotation;
using Mezzotint.Tensors.Kernels.Softmax;

namespace Mezzotint.Tensors;

/// <summary>The operations on this machine's processor.</summary>
/// <param name="arena">Where results come from; a new one if none is given.</param>
public sealed class CpuOperations(Arena? arena = null) : Operations
{
    const int ValuesPerTask = 1 << 15;

    /// <summary>
    /// Rows from which on a weight in 16 bits is decoded once before the product, and not for each block of rows.
    /// </summary>
    const int DecodingRowsMin = 2048;

    /// <summary>The memory that results come from.</summary>
    public Arena Arena { get; } = arena ?? new Arena();

    /// <inheritdoc/>
    public override TensorScope Scope() => Arena.Scope();

    /// <inheritdoc/>
    public override Tensor Linear(Tensor x, Weight weight, Weight? bias = null, Tensor? add = null)
    {
        var y = RentProduct(x, weight, bias, add);
        using var scope = Arena.Scope();
        GemmVector.Run(x.Span, PackedFor(x.Shape.Rows, weight), SpanOf(bias), SpanOf(add), y.Span);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor LinearActivated(Tensor x, Weight weight, Weight? bias, Activation activation)
    {
        var y = RentProduct(x, weight, bias, add: null);
        using var scope = Arena.Scope();
        GemmVector.RunActivated(x.Span, PackedFor(x.Shape.Rows, weight), SpanOf(bias), activation, y.Span);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor LinearGated(Tensor x, Weight weight, Weight? bias, Tensor gate, Tensor add)
    {
        var y = RentProduct(x, weight, bias, add);
        CheckRowPerSample(y, gate);
        using var scope = Arena.Scope();
        var packed = PackedFor(x.Shape.Rows, weight);
        for (var b = 0; b < y.Shape[0]; b++)
            GemmVector.RunGated(
                x.Rows(b, 1).Span, packed, SpanOf(bias), gate.Rows(b, 1).Span, add.Rows(b, 1).Span,
                y.Rows(b, 1).Span);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Convolve(Tensor x, Weight weight, Weight? bias, Window window, Tensor? add = null)
    {
        var shape = new ConvolutionShape(x.Shape, weight.Shape, window, weight.Name);
        CheckVector(bias, shape.Outputs, weight);
        var y = Arena.Rent(shape.Output);
        CheckAdd(add, y, weight);
        ConvolutionVector.Run(x.Span, weight.Packed(), SpanOf(bias), SpanOf(add), y.Span, shape);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor ConvolveNormal(
        Tensor x, GroupNormalization norm, ConvolutionKernel kernel, Tensor? add = null)
    {
        if (!BandedConvolution.Pays(x.Shape, kernel))
            return base.ConvolveNormal(x, norm, kernel, add);
        var shape = NormShape(x, norm);
        var y = RentConvolved(x.Shape, kernel, add);
        using var scope = Arena.Scope();
        var factors = Arena.Rent(new Shape(shape.Batch, 2 * shape.Channels));
        GroupNormVector.Measure(x.Span, SpanOf(norm.Gain), SpanOf(norm.Bias), factors.Span, shape);
        var (height, row) = (x.Shape[1], x.Shape[2] * x.Shape[3]);
        new BandedConvolution(Arena, kernel).Run(
            x.Shape, (picture, first, rows) => Threads.For(rows.Shape[0], i => GroupNormVector.Apply(
                x.Span.Slice((picture * height + first + i) * row, row), factors.Rows(picture, 1).Span,
                rows.Rows(i, 1).Span, shape.Activation)),
            add, y);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor ConvolveEnlarged(Tensor x, int factor, ConvolutionKernel kernel)
    {
        CheckPicture(x);
        var (height, width, channels) = (x.Shape[1], x.Shape[2], x.Shape[3]);
        var picture = new Shape(x.Shape[0], height * factor, width * factor, channels);
        if (factor < 1 || !BandedConvolution.Pays(picture, kernel))
            return base.ConvolveEnlarged(x, factor, kernel);
        var y = RentConvolved(picture, kernel, add: null);
        using var scope = Arena.Scope();
        new BandedConvolution(Arena, kernel).Run(
            picture, (b, first, rows) => Threads.For(rows.Shape[0], i => ResizeVector.NearestRow(
                x.Span.Slice((b * height + (first + i) / factor) * width * channels, width * channels),
                rows.Rows(i, 1).Span, channels, factor)),
            add: null, y);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Attention(Tensor query, Tensor key, Tensor value, int heads, bool isCausal = false)
    {
        var (q, k) = (query.Shape, key.Shape);
        if (q.Rank != 3 || k.Rank != 3 || k != value.Shape || q[0] != k[0] || q[2] != k[2] || heads < 1
            || q[2] % heads != 0
            || k[1] == 0 || (isCausal && q[1] != k[1]))
            throw new ArgumentException(
                $"Attention of {heads} heads{(isCausal ? " with a causal mask" : "")} cannot join queries {q}, keys "
                    + $"{k} and values {value.Shape}.");
        var shape = new AttentionShape(q[0], q[1], k[1], heads, q[2] / heads, isCausal);
        var y = Arena.Rent(q);
        using var scope = Arena.Scope();
        var scratch = Arena.Rent(new Shape(AttentionVector.ScratchLength(shape)));
        AttentionVector.Run(query.Span, key.Span, value.Span, y.Span, scratch.Span, shape);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor BiasedAttention(Tensor query, Tensor key, Tensor value, Tensor bias, int heads)
    {
        var (q, k) = (query.Shape, key.Shape);
        if (q.Rank != 3 || k.Rank != 3 || k != value.Shape || q[0] != k[0] || q[2] != k[2] || heads < 1
            || q[2] % heads != 0 || k[1] == 0 || bias.Shape != new Shape(heads, q[1], k[1]))
            throw new ArgumentException(
                $"Attention of {heads} heads cannot join queries {q}, keys {k}, values {value.Shape} and a bias of "
                    + $"{bias.Shape}.");
        var shape = new AttentionShape(q[0], q[1], k[1], heads, q[2] / heads, IsCausal: false);
        var y = Arena.Rent(q);
        using var scope = Arena.Scope();
        var scratch = Arena.Rent(new Shape(BiasedAttentionVector.ScratchLength(shape)));
        BiasedAttentionVector.Run(query.Span, key.Span, value.Span, bias.Span, y.Span, scratch.Span, shape);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor RotatePairs(Tensor x, Tensor rotation)
    {
        var (s, r) = (x.Shape, rotation.Shape);
        if (s.Rank != 3 || r.Rank != 2 || r[0] != s[1] || r[1] == 0 || r[1] % 2 != 0 || s[2] % r[1] != 0)
            throw new ArgumentException($"Pairs of {s} cannot be turned by {r}: it must be (tokens, head width).");
        var y = Arena.Rent(s);
        Threads.For(s[0] * s[1], token => RotationVector.Run(
            x.Span.Slice(token * s[2], s[2]), rotation.Rows(token % s[1], 1).Span, y.Span.Slice(token * s[2], s[2])));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor GroupNorm(
        Tensor x, Weight gain, Weight bias, int groups, float epsilon, Activation activation = Activation.None)
    {
        var shape = NormShape(x, new GroupNormalization(gain, bias, groups, epsilon, activation));
        var y = Arena.Rent(x.Shape);
        GroupNormVector.Run(x.Span, SpanOf(gain), SpanOf(bias), y.Span, shape);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor LayerNorm(Tensor x, Weight? gain, Weight? bias, float epsilon)
    {
        CheckVector(gain, x.Shape[^1], gain);
        CheckVector(bias, x.Shape[^1], bias);
        var y = Arena.Rent(x.Shape);
        LayerNormVector.Run(
            x.Span, SpanOf(gain), SpanOf(bias), y.Span, new LayerNormShape(x.Shape[^1], epsilon, IsRms: false));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor RmsNorm(Tensor x, Weight gain, float epsilon)
    {
        CheckVector(gain, x.Shape[^1], gain);
        var y = Arena.Rent(x.Shape);
        LayerNormVector.Run(x.Span, SpanOf(gain), [], y.Span, new LayerNormShape(x.Shape[^1], epsilon, IsRms: true));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor LayerNormModulated(Tensor x, Tensor shift, Tensor scale, float epsilon)
    {
        CheckRowPerSample(x, shift);
        CheckRowPerSample(x, scale);
        var y = Arena.Rent(x.Shape);
        using var scope = Arena.Scope();
        var gain = Scale(scale, 1, 1);
        for (var b = 0; b < x.Shape[0]; b++)
            LayerNormVector.Run(
                x.Rows(b, 1).Span, gain.Rows(b, 1).Span, shift.Rows(b, 1).Span, y.Rows(b, 1).Span,
                new LayerNormShape(x.Shape[^1], epsilon, IsRms: false));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor JoinHeads(
        IReadOnlyList<(Tensor Rows, Weight? Gain)> parts, int start, int width, float epsilon)
    {
        foreach (var (rows, gain) in parts)
            if (rows.Shape.Rank != 3 || rows.Shape[0] != parts[0].Rows.Shape[0] || start < 0 || width < 1
                || start > rows.Shape[2] - width || (gain is not null && width % gain.Shape[0] != 0))
                throw new ArgumentException(
                    $"{string.Join(", ", parts.Select(p => p.Rows.Shape))} cannot be joined from column {start} on, "
                        + $"{width} columns of heads of {gain?.Shape}.");
        var batch = parts[0].Rows.Shape[0];
        var y = Arena.Rent(new Shape(batch, parts.Sum(part => part.Rows.Shape[1]), width));
        var first = 0;
        foreach (var (rows, gain) in parts)
        {
            var (length, stride, at) = (rows.Shape[1], rows.Shape[2], first);
            ForChunks(batch * length * width, width, (from, count) =>
            {
                for (var row = from / width; row < (from + count) / width; row++)
                {
                    var source = rows.Span.Slice(row * stride + start, width);
                    var target = y.Span.Slice((row / length * y.Shape[1] + at + row % length) * width, width);
                    if (gain is null)
                        source.CopyTo(target);
                    else
                        LayerNormVector.Run(
                            source, gain.Value.Span, [], target, new LayerNormShape(gain.Shape[0], epsilon, true));
                }
            });
            first += length;
        }
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Softmax(Tensor x)
    {
        var y = Arena.Rent(x.Shape);
        SoftmaxVector.Run(x.Span, y.Span, x.Shape[^1]);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Activate(Tensor x, Activation activation)
    {
        var y = Arena.Rent(x.Shape);
        ForChunks(y.Shape.Count, 1, (start, count) =>
            ActivateVector.Run(x.Span.Slice(start, count), [], y.Span.Slice(start, count), activation));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Geglu(Tensor x)
    {
        var width = x.Shape[^1] / 2;
        if (x.Shape[^1] % 2 != 0)
            throw new ArgumentException($"{x.Shape} has no two halves in its last dimension.");
        var y = Arena.Rent(x.Shape.With(^1, width));
        ForChunks(y.Shape.Count, width, (start, count) =>
        {
            for (var i = start; i < start + count; i += width)
                ActivateVector.Run(x.Span.Slice(2 * i + width, width), x.Span.Slice(2 * i, width),
                    y.Span.Slice(i, width), Activation.Gelu);
        });
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Embedding(Weight table, ReadOnlySpan<int> indices)
    {
        var (entries, width) = (table.Shape[0], table.Shape[1]);
        var y = Arena.Rent(new Shape(indices.Length, width));
        for (var i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)entries)
                throw new ArgumentException(
                    $"'{table.Name}' has {entries} entries: there is none of index {indices[i]}.");
            table.CopyRow(indices[i], y.Span.Slice(i * width, width));
        }
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Add(Tensor a, Tensor b) => Combine(a, b, ElementwiseVector.Add);

    /// <inheritdoc/>
    public override Tensor Multiply(Tensor a, Tensor b) => Combine(a, b, ElementwiseVector.Multiply);

    /// <inheritdoc/>
    public override Tensor Scale(Tensor x, float factor, float offset = 0)
    {
        var y = Arena.Rent(x.Shape);
        ForChunks(y.Shape.Count, 1, (start, count) =>
            ElementwiseVector.Scale(x.Span.Slice(start, count), factor, offset, y.Span.Slice(start, count)));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor UpsampleNearest(Tensor x, int factor)
    {
        CheckPicture(x);
        if (factor < 1)
            throw new ArgumentException($"A picture is enlarged by 1 or more, not by {factor}.");
        var (rows, width, channels) = (x.Shape[0] * x.Shape[1], x.Shape[2], x.Shape[3]);
        var y = Arena.Rent(new Shape(x.Shape[0], x.Shape[1] * factor, width * factor, channels));
        var row = width * channels;
        Threads.For(rows, r => ResizeVector.Nearest(
            x.Span.Slice(r * row, row), y.Span.Slice(r * row * factor * factor, row * factor * factor), width,
            channels, factor));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor ResizeBilinear(Tensor x, int height, int width)
    {
        CheckPicture(x);
        var y = Arena.Rent(new Shape(x.Shape[0], height, width, x.Shape[3]));
        var from = (Height: x.Shape[1], Width: x.Shape[2]);
        Threads.For(x.Shape[0], b =>
            ResizeVector.Bilinear(x.Rows(b, 1).Span, y.Rows(b, 1).Span, from, (height, width), x.Shape[3]));
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Concat(IReadOnlyList<Tensor> parts, int dimension)
    {
        var axis = Axis(parts[0].Shape, dimension);
        var total = 0;
        foreach (var part in parts)
        {
            if (part.Shape.Rank != parts[0].Shape.Rank || part.Shape.With(axis, 1) != parts[0].Shape.With(axis, 1))
                throw new ArgumentException(
                    $"{string.Join(", ", parts.Select(p => p.Shape))} cannot be joined along dimension {axis}: the "
                        + "others differ.");
            total += part.Shape[axis];
        }
        var y = Arena.Rent(parts[0].Shape.With(axis, total));
        var row = Inner(y.Shape, axis);
        var at = 0;
        foreach (var part in parts)
        {
            var run = Inner(part.Shape, axis);
            CopyRuns(part, (0, run), y, (at, row), run);
            at += run;
        }
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Slice(Tensor x, int dimension, int start, int length)
    {
        var axis = Axis(x.Shape, dimension);
        if (start < 0 || length < 0 || start > x.Shape[axis] - length)
            throw new ArgumentException(
                $"{x.Shape} has no entries {start} to {start + length - 1} along dimension {axis}.");
        var y = Arena.Rent(x.Shape.With(axis, length));
        var entry = x.Shape[axis] == 0 ? 0 : Inner(x.Shape, axis) / x.Shape[axis];
        CopyRuns(x, (start * entry, Inner(x.Shape, axis)), y, (0, length * entry), length * entry);
        return y;
    }

    /// <inheritdoc/>
    public override Tensor Reshape(Tensor x, Shape shape) => Arena.Adopt(x.Reshape(shape));

    /// <inheritdoc/>
    public override Tensor ToChannelsLast(Tensor x)
    {
        CheckPicture(x);
        return Transposed(
            x, new Shape(x.Shape[0], x.Shape[2], x.Shape[3], x.Shape[1]), x.Shape[1], x.Shape[2] * x.Shape[3]);
    }

    /// <inheritdoc/>
    public override Tensor ToChannelsFirst(Tensor x)
    {
        CheckPicture(x);
        return Transposed(
            x, new Shape(x.Shape[0], x.Shape[3], x.Shape[1], x.Shape[2]), x.Shape[1] * x.Shape[2], x.Shape[3]);
    }

    Tensor Transposed(Tensor x, Shape shape, int rows, int columns)
    {
        var y = Arena.Rent(shape);
        LayoutVector.Transpose(x.Span, y.Span, rows, columns);
        return y;
    }

    delegate void Combination(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y);

    /// <summary>Combines a with b repeated: as it is, as trailing dimensions, or a row for each sample.</summary>
    Tensor Combine(Tensor a, Tensor b, Combination combine)
    {
        var y = Arena.Rent(a.Shape);
        var (count, length) = (a.Shape.Count, b.Shape.Count);
        if (a.Shape == b.Shape)
            ForChunks(count, 1, (start, run) =>
                combine(a.Span.Slice(start, run), b.Span.Slice(start, run), y.Span.Slice(start, run)));
        else if (IsTrailing(a.Shape, b.Shape))
            ForChunks(count, Math.Max(1, length), (start, run) =>
            {
                for (var i = start; i < start + run; i += length)
                    combine(a.Span.Slice(i, length), b.Span, y.Span.Slice(i, length));
            });
        else if (IsRowPerSample(a.Shape, b.Shape))
        {
            var (channels, sample) = (b.Shape[^1], count / Math.Max(1, a.Shape[0]));
            ForChunks(count, Math.Max(1, channels), (start, run) =>
            {
                for (var i = start; i < start + run; i += channels)
                    combine(a.Span.Slice(i, channels), b.Span.Slice(i / sample * channels, channels),
                        y.Span.Slice(i, channels));
            });
        }
        else
            throw new ArgumentException($"{b.Shape} cannot be repeated to {a.Shape}.");
        return y;
    }

    static bool IsRowPerSample(Shape a, Shape b) =>
        a.Rank > 1 && b.Rank == a.Rank && b[0] == a[0] && b[^1] == a[^1] && b.Count == b[0] * b[^1];

    static bool IsTrailing(Shape a, Shape b)
    {
        for (var i = 1; i <= b.Rank; i++)
            if (i > a.Rank || a[^i] != b[^i])
                return false;
        return true;
    }

    /// <summary>Shares out a span in runs of whole units.</summary>
    static void ForChunks(int count, int unit, Action<int, int> body)
    {
        if (count == 0)
            return;
        var chunk = Math.Max(1, ValuesPerTask / unit) * unit;
        Threads.For((count + chunk - 1) / chunk, i => body(i * chunk, Math.Min(chunk, count - i * chunk)));
    }

    /// <summary>
    /// Copies runs that lie a stride apart, from the first place on to the end of what is copied from.
    /// </summary>
    static void CopyRuns(
        Tensor source, (int Start, int Stride) from, Tensor target, (int Start, int Stride) to, int run)
    {
        if (run == 0 || source.Shape.Count <= from.Start)
            return;
        var runs = (source.Shape.Count - from.Start + from.Stride - 1) / from.Stride;
        ForChunks(runs * run, 1, (start, count) =>
        {
            for (int end = start + count, length; start < end; start += length)
            {
                var (row, within) = (start / run, start % run);
                length = Math.Min(run - within, end - start);
                source.Span.Slice(from.Start + row * from.Stride + within, length)
                    .CopyTo(target.Span[(to.Start + row * to.Stride + within)..]);
            }
        });
    }

    static int Axis(Shape shape, int dimension)
    {
        var axis = dimension < 0 ? shape.Rank + dimension : dimension;
        return (uint)axis < (uint)shape.Rank ? axis
            : throw new ArgumentException($"{shape} has no dimension {dimension}.");
    }

    /// <summary>Elements in one entry of the dimension outside <paramref name="axis"/>.</summary>
    static int Inner(Shape shape, int axis)
    {
        var count = 1;
        for (var i = axis; i < shape.Rank; i++)
            count *= shape[i];
        return count;
    }

    static GroupNormShape NormShape(Tensor x, GroupNormalization norm)
    {
        var channels = x.Shape[^1];
        if (x.Shape.Rank < 2 || norm.Groups < 1 || channels % norm.Groups != 0)
            throw new ArgumentException($"{x.Shape} cannot be normalised in {norm.Groups} groups of channels.");
        CheckVector(norm.Gain, channels, norm.Gain);
        CheckVector(norm.Bias, channels, norm.Gain);
        return new GroupNormShape(
            x.Shape[0], x.Shape.Rows / Math.Max(1, x.Shape[0]), channels, norm.Groups, norm.Epsilon, norm.Activation);
    }

    /// <summary>The result of a convolution of a picture of this shape, uninitialised, after all checks.</summary>
    Tensor RentConvolved(Shape picture, ConvolutionKernel kernel, Tensor? add)
    {
        var shape = new ConvolutionShape(picture, kernel.Weight.Shape, kernel.Window, kernel.Weight.Name);
        CheckVector(kernel.Bias, shape.Outputs, kernel.Weight);
        var y = Arena.Rent(shape.Output);
        CheckAdd(add, y, kernel.Weight);
        return y;
    }

    static ReadOnlySpan<float> SpanOf(Weight? weight) => weight is null ? [] : weight.Value.Span;

    static ReadOnlySpan<float> SpanOf(Tensor? tensor) => tensor is null ? [] : tensor.Span;

    static void CheckPicture(Tensor x)
    {
        if (x.Shape.Rank != 4)
            throw new ArgumentException($"{x.Shape} is no batch of pictures: it needs four dimensions.");
    }

    static void CheckVector(Weight? vector, int length, Weight? owner)
    {
        if (vector is not null && (vector.Shape.Rank != 1 || vector.Shape[0] != length))
            throw new ArgumentException($"{vector} must have length {length} beside {owner}.");
    }

    /// <summary>The result of a product, uninitialised, after all checks.</summary>
    Tensor RentProduct(Tensor x, Weight weight, Weight? bias, Tensor? add)
    {
        var (outputs, inputs) = weight.Shape.Rank switch
        {
            2 => (weight.Shape[0], weight.Shape[1]),
            4 when weight.Shape[2] == 1 && weight.Shape[3] == 1 => (weight.Shape[0], weight.Shape[1]),
            _ => throw new ArgumentException($"{weight} is no matrix (out, in)."),
        };
        if (x.Shape.Rank == 0 || x.Shape[^1] != inputs)
            throw new ArgumentException($"{weight} multiplies rows of {inputs}; the input is {x.Shape}.");
        CheckVector(bias, outputs, weight);
        var y = Arena.Rent(x.Shape.With(^1, outputs));
        CheckAdd(add, y, weight);
        return y;
    }

    /// <summary>The weight as a product of so many rows reads it best; in memory of the innermost scope.</summary>
    PackedMatrix PackedFor(int rows, Weight weight)
    {
        var packed = weight.Packed();
        return packed.Form == PackedForm.Single || rows < DecodingRowsMin ? packed
            : packed.Decoded(Arena.Rent(new Shape(packed.Length)));
    }

    static void CheckRowPerSample(Tensor x, Tensor rows)
    {
        if (!IsRowPerSample(x.Shape, rows.Shape))
            throw new ArgumentException($"{rows.Shape} does not hold one row for each sample of {x.Shape}.");
    }

    static void CheckAdd(Tensor? add, Tensor y, Weight weight)
    {
        if (add is not null && add.Shape != y.Shape)
            throw new ArgumentException($"{weight} gives {y.Shape}; {add.Shape} cannot be added to it.");
    }
}

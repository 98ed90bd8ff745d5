using Mezzotint.Tensors;
using Mezzotint.Tensors.Kernels.Attention;
using Mezzotint.Tensors.Kernels.Convolution;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Kernels.Layout;
using Mezzotint.Tensors.Kernels.Norms;
using Mezzotint.Training.Autograd.Kernels;

namespace Mezzotint.Training.Autograd;

/// <summary>
/// Computes on the CPU and remembers how, so that gradients of a loss can be taken back to the weights.
/// </summary>
/// <remarks>
/// One training step: <see cref="Begin"/>, a model's forward pass, <see cref="AddGradient"/> for each loss, <see
/// cref="Backward"/>, then <see cref="Gradient(Weight)"/>. Scopes do not end before the next <see cref="Begin"/>: the
/// backward pass needs the intermediate tensors. Gradients that lead to no trained weight are not computed.
/// </remarks>
public sealed class RecordingOperations : Operations
{
    readonly CpuOperations _cpu = new();
    readonly Tape _tape;
    TensorScope? _step;

    /// <summary>Operations that train some weights and hold all others fixed.</summary>
    /// <param name="parameters">The weights to train; each stays in memory.</param>
    public RecordingOperations(IEnumerable<Weight> parameters) => _tape = new Tape(parameters);

    /// <summary>Bytes that intermediate tensors take.</summary>
    public long ReservedBytes => _cpu.Arena.ReservedBytes;

    /// <summary>Multiply-adds of all matrix products so far, forward and backward.</summary>
    public long MultiplyAdds { get; private set; }

    /// <summary>Starts a step: the last one's intermediate tensors are given back. Gradients of weights stay.</summary>
    public void Begin()
    {
        _step?.Dispose();
        _tape.Clear();
        _step = _cpu.Scope();
    }

    /// <summary>Asks for the gradient of an input; before it is used.</summary>
    public void Track(Tensor x) => _tape.Track(x);

    /// <summary>Adds a loss's gradient to a result's.</summary>
    /// <param name="y">A result of this step.</param>
    /// <param name="gradient">d loss / d y, of y's shape; copied.</param>
    public void AddGradient(Tensor y, Tensor gradient)
    {
        if (y.Shape != gradient.Shape)
            throw new ArgumentException(
                $"A result of shape {y.Shape} cannot have a gradient of shape {gradient.Shape}.");
        _tape.Add(y, gradient);
    }

    /// <summary>Takes the gradients back and adds them to those of the weights.</summary>
    public void Backward() => _tape.Backward();

    /// <summary>The gradient that was summed for a weight since <see cref="ClearGradients"/>.</summary>
    public Tensor Gradient(Weight weight) => _tape.Gradient(weight);

    /// <summary>The gradient of an input that was tracked; null if no loss depends on it.</summary>
    public Tensor? Gradient(Tensor x) => _tape.Gradient(x);

    /// <summary>Sets the weights' gradients to 0.</summary>
    public void ClearGradients() => _tape.ClearGradients();

    /// <summary>A scope that ends nothing: see the remarks.</summary>
    public override TensorScope Scope() => new Arena().Scope();

    /// <inheritdoc/>
    public override Tensor Linear(Tensor x, Weight weight, Weight? bias = null, Tensor? add = null)
    {
        var y = _cpu.Linear(x, weight, bias, add);
        var work = (long)x.Shape.Count * weight.Shape[0];
        MultiplyAdds += work;
        return !Needs(x, add, weight, bias) ? y : Record(y, dy =>
        {
            var (outputs, inputs) = (weight.Shape[0], weight.Shape[1]);
            AddBias(bias, dy);
            MultiplyAdds += Products(weight, x) * work;
            if (_tape.Sum(weight) is { } sum)
                GemmVector.Run(dy.Span, x.Span, [], sum.Span, sum.Span,
                    new GemmShape(outputs, inputs, x.Shape.Rows, IsLeftTransposed: true));
            if (_tape.Tracks(x))
            {
                var (dx, holds) = _tape.Target(x);
                GemmVector.Run(dy.Span, weight.PackedForInputGradient(), [], holds ? dx.Span : [], dx.Span);
            }
            _tape.Give(add, dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Convolve(Tensor x, Weight weight, Weight? bias, Window window, Tensor? add = null)
    {
        var y = _cpu.Convolve(x, weight, bias, window, add);
        var work = (long)y.Shape.Rows * weight.Shape.Count;
        MultiplyAdds += work;
        return !Needs(x, add, weight, bias) ? y : Record(y, dy =>
        {
            var shape = new ConvolutionShape(x.Shape, weight.Shape, window, weight.Name);
            AddBias(bias, dy);
            MultiplyAdds += Products(weight, x) * work;
            if (_tape.Sum(weight) is { } sum)
                ConvolutionVector.AddWeightGradient(x.Span, dy.Span, sum.Span, shape);
            if (_tape.Tracks(x))
                AddConvolutionInput(dy, weight, x, shape);
            _tape.Give(add, dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Attention(Tensor query, Tensor key, Tensor value, int heads, bool isCausal = false)
    {
        var y = _cpu.Attention(query, key, value, heads, isCausal);
        var work = (long)query.Shape.Count * key.Shape[1];
        MultiplyAdds += 2 * work;
        if (!_tape.Tracks(query) && !_tape.Tracks(key) && !_tape.Tracks(value))
            return y;
        var shape = new AttentionShape(
            query.Shape[0], query.Shape[1], key.Shape[1], heads, query.Shape[2] / heads, isCausal);
        return Record(y, dy =>
        {
            MultiplyAdds += 5 * work;
            var operands =
                new AttentionGradient.Operands(query, key, value, RentFor(query), RentFor(key), RentFor(value));
            AttentionGradient.Run(operands, dy, shape);
            GiveIfAny(query, operands.QueryGradient);
            GiveIfAny(key, operands.KeyGradient);
            GiveIfAny(value, operands.ValueGradient);
            _tape.Release(dy);
        });
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A gradient would have to be taken through it.</exception>
    public override Tensor BiasedAttention(Tensor query, Tensor key, Tensor value, Tensor bias, int heads) =>
        !_tape.Tracks(query) && !_tape.Tracks(key) && !_tape.Tracks(value) && !_tape.Tracks(bias)
            ? _cpu.BiasedAttention(query, key, value, bias, heads)
            : throw new NotSupportedException(
                "Attention with a bias has no gradient here: hold the text encoder that uses it fixed.");

    /// <inheritdoc/>
    public override Tensor RotatePairs(Tensor x, Tensor rotation)
    {
        if (_tape.Tracks(rotation))
            throw new NotSupportedException("Rotations are constants: they have no gradient.");
        var y = _cpu.RotatePairs(x, rotation);
        return !_tape.Tracks(x) ? y : Record(y, dy =>
        {
            using var scope = _cpu.Scope();
            var back = rotation.Clone(); // the other way round: (cos, -sin)
            for (var i = 1; i < back.Shape.Count; i += 2)
                back.Span[i] = -back.Span[i];
            _tape.Add(x, _cpu.RotatePairs(dy, back));
            _tape.Release(dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor GroupNorm(
        Tensor x, Weight gain, Weight bias, int groups, float epsilon, Activation activation = Activation.None)
    {
        var y = _cpu.GroupNorm(x, gain, bias, groups, epsilon, activation);
        return !Needs(x, null, gain, bias) ? y : Record(y, dy =>
        {
            var channels = x.Shape[^1];
            var shape = new GroupNormShape(
                x.Shape[0], x.Shape.Rows / x.Shape[0], channels, groups, epsilon, activation);
            GroupNormGradient.Run(x.Span, gain.Value.Span, bias.Value.Span, dy.Span,
                _tape.Sum(gain) is { } g ? g.Span : new float[channels],
                _tape.Sum(bias) is { } b ? b.Span : new float[channels], shape);
            _tape.Give(x, dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor LayerNorm(Tensor x, Weight? gain, Weight? bias, float epsilon)
    {
        var y = _cpu.LayerNorm(x, gain, bias, epsilon);
        return !Needs(x, null, gain, bias) ? y : Record(
            y, dy => BackNorm(x, dy, new(gain?.Value, epsilon, IsRms: false), gain, bias));
    }

    /// <inheritdoc/>
    public override Tensor RmsNorm(Tensor x, Weight gain, float epsilon)
    {
        var y = _cpu.RmsNorm(x, gain, epsilon);
        return !Needs(x, null, gain, null) ? y : Record(
            y, dy => BackNorm(x, dy, new(gain.Value, epsilon, IsRms: true), gain, null));
    }

    /// <inheritdoc/>
    public override Tensor Softmax(Tensor x)
    {
        var y = _cpu.Softmax(x);
        return !_tape.Tracks(x) ? y : Record(y, dy =>
        {
            SoftmaxGradient.Run(y.Span, dy.Span, y.Shape[^1]);
            _tape.Give(x, dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Activate(Tensor x, Activation activation)
    {
        var y = _cpu.Activate(x, activation);
        return !_tape.Tracks(x) ? y : Record(y, dy =>
        {
            ActivationGradient.Run(x.Span, dy.Span, activation);
            _tape.Give(x, dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Geglu(Tensor x)
    {
        var y = _cpu.Geglu(x);
        return !_tape.Tracks(x) ? y : Record(y, dy =>
        {
            var dx = _tape.Rent(x.Shape);
            ActivationGradient.RunGeglu(x.Span, dy.Span, dx.Span, y.Shape[^1]);
            _tape.Release(dy);
            _tape.Give(x, dx);
        });
    }

    /// <inheritdoc/>
    public override Tensor Embedding(Weight table, ReadOnlySpan<int> indices)
    {
        var y = _cpu.Embedding(table, indices);
        if (!_tape.Trains(table))
            return y;
        var rows = indices.ToArray();
        return Record(y, dy =>
        {
            var (sum, width) = (_tape.Sum(table)!, table.Shape[1]);
            for (var i = 0; i < rows.Length; i++)
                RowVector.Add(dy.Span.Slice(i * width, width), sum.Span.Slice(rows[i] * width, width));
            _tape.Release(dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Add(Tensor a, Tensor b)
    {
        var y = _cpu.Add(a, b);
        return !Needs(a, b) ? y : Record(y, dy =>
        {
            if (_tape.Tracks(b))
                GiveRepeated(b, dy.Span, a.Shape);
            _tape.Give(a, dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Multiply(Tensor a, Tensor b)
    {
        var y = _cpu.Multiply(a, b);
        return !Needs(a, b) ? y : Record(y, dy =>
        {
            using var scope = _cpu.Scope();
            if (_tape.Tracks(b))
                GiveRepeated(b, _cpu.Multiply(dy, a).Span, a.Shape);
            _tape.Add(a, _cpu.Multiply(dy, b));
            _tape.Release(dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Scale(Tensor x, float factor, float offset = 0)
    {
        var y = _cpu.Scale(x, factor, offset);
        return !_tape.Tracks(x) ? y : Record(y, dy =>
        {
            RowVector.Scale(dy.Span, factor);
            _tape.Give(x, dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor UpsampleNearest(Tensor x, int factor) =>
        Transform(x, _cpu.UpsampleNearest(x, factor), (dy, dx) => ResizeGradient.RunNearest(dy, dx, factor));

    /// <inheritdoc/>
    public override Tensor ResizeBilinear(Tensor x, int height, int width) =>
        Transform(x, _cpu.ResizeBilinear(x, height, width), ResizeGradient.RunBilinear);

    /// <inheritdoc/>
    public override Tensor Concat(IReadOnlyList<Tensor> parts, int dimension)
    {
        var y = _cpu.Concat(parts, dimension);
        return !parts.Any(_tape.Tracks) ? y : Record(y, dy =>
        {
            var start = 0;
            var axis = dimension < 0 ? y.Shape.Rank + dimension : dimension;
            foreach (var part in parts)
            {
                using var scope = _cpu.Scope();
                if (_tape.Tracks(part))
                    _tape.Add(part, _cpu.Slice(dy, axis, start, part.Shape[axis]));
                start += part.Shape[axis];
            }
            _tape.Release(dy);
        });
    }

    /// <inheritdoc/>
    public override Tensor Slice(Tensor x, int dimension, int start, int length)
    {
        var axis = dimension < 0 ? x.Shape.Rank + dimension : dimension;
        return Transform(x, _cpu.Slice(x, dimension, start, length), (dy, dx) =>
        {
            dx.Span.Clear();
            var inner = 1;
            for (var i = axis + 1; i < x.Shape.Rank; i++)
                inner *= x.Shape[i];
            var (run, stride) = (length * inner, x.Shape[axis] * inner);
            for (int from = 0, to = start * inner; from < dy.Shape.Count; from += run, to += stride)
                dy.Span.Slice(from, run).CopyTo(dx.Span[to..]);
        });
    }

    /// <inheritdoc/>
    public override Tensor Reshape(Tensor x, Shape shape)
    {
        var y = _cpu.Reshape(x, shape);
        return !_tape.Tracks(x) ? y : Record(y, dy => _tape.Give(x, dy.Reshape(x.Shape)));
    }

    /// <inheritdoc/>
    public override Tensor ToChannelsLast(Tensor x) => Transform(x, _cpu.ToChannelsLast(x), (dy, dx) =>
        LayoutVector.Transpose(dy.Span, dx.Span, x.Shape[2] * x.Shape[3], x.Shape[1]));

    /// <inheritdoc/>
    public override Tensor ToChannelsFirst(Tensor x) => Transform(x, _cpu.ToChannelsFirst(x), (dy, dx) =>
        LayoutVector.Transpose(dy.Span, dx.Span, x.Shape[3], x.Shape[1] * x.Shape[2]));

    /// <summary>A sample of normal variables by their moments.</summary>
    /// <param name="moments">(..., 2 C): means, then log-variances, held within -30 and 20.</param>
    /// <param name="noise">Unit normal, (..., C); it has no gradient.</param>
    /// <returns>(..., C).</returns>
    public Tensor Sample(Tensor moments, Tensor noise)
    {
        var z = _cpu.Arena.Rent(noise.Shape);
        var width = noise.Shape[^1];
        GaussianSample.Run(moments.Span, noise.Span, z.Span, width);
        return Transform(moments, z, (dz, d) =>
            GaussianSample.RunGradient(moments.Span, noise.Span, dz.Span, d.Span, width));
    }

    bool Needs(Tensor x, Tensor? add, Weight? first = null, Weight? second = null) =>
        _tape.Tracks(x) || _tape.Tracks(add) || _tape.Trains(first) || _tape.Trains(second);

    /// <summary>Products that the backward pass of a layer takes.</summary>
    int Products(Weight weight, Tensor x) => (_tape.Trains(weight) ? 1 : 0) + (_tape.Tracks(x) ? 1 : 0);

    Tensor Record(Tensor y, Action<Tensor> backward)
    {
        _tape.Record(y, backward);
        return y;
    }

    /// <summary>Records an operation of one operand whose gradient is written whole.</summary>
    Tensor Transform(Tensor x, Tensor y, Action<Tensor, Tensor> write) => !_tape.Tracks(x) ? y : Record(y, dy =>
    {
        var dx = _tape.Rent(x.Shape);
        write(dy, dx);
        _tape.Release(dy);
        _tape.Give(x, dx);
    });

    void AddBias(Weight? bias, Tensor dy)
    {
        if (_tape.Sum(bias) is { } sum)
            Sums.AddRows(dy.Span, sum.Span);
    }

    void AddConvolutionInput(Tensor dy, Weight weight, Tensor x, ConvolutionShape shape)
    {
        var (dx, holds) = _tape.Target(x);
        if (shape.Window.Stride == 1)
        {
            ConvolutionGradient.RunDense(dy, weight.PackedForInputGradient(), dx.Span, holds, shape);
            return;
        }
        if (!holds)
            dx.Span.Clear();
        ConvolutionGradient.AddStrided(dy, weight.Value, dx, shape);
    }

    void BackNorm(Tensor x, Tensor dy, LayerNormGradient.Norm norm, Weight? gain, Weight? bias)
    {
        LayerNormGradient.Run(x, dy, norm,
            _tape.Sum(gain) is { } g ? g.Span : [], _tape.Sum(bias) is { } b ? b.Span : []);
        _tape.Give(x, dy);
    }

    void GiveRepeated(Tensor b, ReadOnlySpan<float> gradient, Shape whole)
    {
        var sum = _tape.Rent(b.Shape);
        sum.Span.Clear();
        Sums.AddRepeated(gradient, sum.Span, whole, b.Shape);
        _tape.Give(b, sum);
    }

    Tensor? RentFor(Tensor x) => _tape.Tracks(x) ? _tape.Rent(x.Shape) : null;

    void GiveIfAny(Tensor x, Tensor? gradient)
    {
        if (gradient is not null)
            _tape.Give(x, gradient);
    }
}

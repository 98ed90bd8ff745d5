using System.Diagnostics;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>Passes operations on, and keeps account of their time and arithmetic.</summary>
/// <remarks>
/// A multiply-add counts two. Counted are linear layers, 2 rows in out; convolutions by the direct method, 2 rows in
/// out kernelHeight kernelWidth; and attention's two products, 4 B Lq Lk heads d, also where a mask leaves out half of
/// them. Everything else counts nothing: norms, activations, sums are time without arithmetic.
/// </remarks>
/// <param name="inner">What computes.</param>
/// <param name="pass">Called between operations; its time is no operation's.</param>
public sealed class MeteredOperations(Operations inner, Action? pass = null) : Operations
{
    readonly Dictionary<string, OperationCost> _costs = new(StringComparer.Ordinal);

    /// <summary>Floating-point operations since the last <see cref="Reset"/>.</summary>
    public double Arithmetic => _costs.Values.Sum(cost => cost.Arithmetic);

    /// <summary>What each operation took, by name and shape, the dearest first.</summary>
    public IReadOnlyList<OperationCost> Costs => [.. _costs.Values.OrderByDescending(cost => cost.Seconds)];

    /// <summary>Forgets what was counted.</summary>
    public void Reset() => _costs.Clear();

    /// <inheritdoc/>
    public override TensorScope Scope() => inner.Scope();

    /// <inheritdoc/>
    public override Tensor Linear(Tensor x, Weight weight, Weight? bias = null, Tensor? add = null)
    {
        var start = Stopwatch.GetTimestamp();
        return CountLinear(start, inner.Linear(x, weight, bias, add), x, weight, "");
    }

    /// <inheritdoc/>
    public override Tensor LinearActivated(Tensor x, Weight weight, Weight? bias, Activation activation)
    {
        var start = Stopwatch.GetTimestamp();
        return CountLinear(start, inner.LinearActivated(x, weight, bias, activation), x, weight, ", activation");
    }

    /// <inheritdoc/>
    public override Tensor LinearGated(Tensor x, Weight weight, Weight? bias, Tensor gate, Tensor add)
    {
        var start = Stopwatch.GetTimestamp();
        return CountLinear(start, inner.LinearGated(x, weight, bias, gate, add), x, weight, ", gate");
    }

    /// <inheritdoc/>
    public override Tensor Convolve(Tensor x, Weight weight, Weight? bias, Window window, Tensor? add = null)
    {
        var start = Stopwatch.GetTimestamp();
        return CountConvolution(
            start, inner.Convolve(x, weight, bias, window, add), new ConvolutionKernel(weight, bias, window), "");
    }

    /// <inheritdoc/>
    public override Tensor ConvolveNormal(
        Tensor x, GroupNormalization norm, ConvolutionKernel kernel, Tensor? add = null)
    {
        var start = Stopwatch.GetTimestamp();
        return CountConvolution(start, inner.ConvolveNormal(x, norm, kernel, add), kernel, "group norm, ");
    }

    /// <inheritdoc/>
    public override Tensor ConvolveEnlarged(Tensor x, int factor, ConvolutionKernel kernel)
    {
        var start = Stopwatch.GetTimestamp();
        return CountConvolution(start, inner.ConvolveEnlarged(x, factor, kernel), kernel, "upsampling, ");
    }

    /// <inheritdoc/>
    public override Tensor Attention(Tensor query, Tensor key, Tensor value, int heads, bool isCausal = false)
    {
        var start = Stopwatch.GetTimestamp();
        return CountAttention(start, query, key, heads, inner.Attention(query, key, value, heads, isCausal));
    }

    /// <inheritdoc/>
    public override Tensor BiasedAttention(Tensor query, Tensor key, Tensor value, Tensor bias, int heads)
    {
        var start = Stopwatch.GetTimestamp();
        return CountAttention(start, query, key, heads, inner.BiasedAttention(query, key, value, bias, heads));
    }

    /// <inheritdoc/>
    public override Tensor RotatePairs(Tensor x, Tensor rotation)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("rotation", start, inner.RotatePairs(x, rotation));
    }

    /// <inheritdoc/>
    public override Tensor GroupNorm(
        Tensor x, Weight gain, Weight bias, int groups, float epsilon, Activation activation = Activation.None)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("group norm", start, inner.GroupNorm(x, gain, bias, groups, epsilon, activation));
    }

    /// <inheritdoc/>
    public override Tensor LayerNorm(Tensor x, Weight? gain, Weight? bias, float epsilon)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("layer norm", start, inner.LayerNorm(x, gain, bias, epsilon));
    }

    /// <inheritdoc/>
    public override Tensor RmsNorm(Tensor x, Weight gain, float epsilon)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("rms norm", start, inner.RmsNorm(x, gain, epsilon));
    }

    /// <inheritdoc/>
    public override Tensor LayerNormModulated(Tensor x, Tensor shift, Tensor scale, float epsilon)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("layer norm, modulated", start, inner.LayerNormModulated(x, shift, scale, epsilon));
    }

    /// <inheritdoc/>
    public override Tensor JoinHeads(
        IReadOnlyList<(Tensor Rows, Weight? Gain)> parts, int start, int width, float epsilon)
    {
        var began = Stopwatch.GetTimestamp();
        return Count("joining heads", began, inner.JoinHeads(parts, start, width, epsilon));
    }

    /// <inheritdoc/>
    public override Tensor Softmax(Tensor x)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("softmax", start, inner.Softmax(x));
    }

    /// <inheritdoc/>
    public override Tensor Activate(Tensor x, Activation activation)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("activation", start, inner.Activate(x, activation));
    }

    /// <inheritdoc/>
    public override Tensor Geglu(Tensor x)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("geglu", start, inner.Geglu(x));
    }

    /// <inheritdoc/>
    public override Tensor Embedding(Weight table, ReadOnlySpan<int> indices)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("embedding", start, inner.Embedding(table, indices));
    }

    /// <inheritdoc/>
    public override Tensor Add(Tensor a, Tensor b)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("add", start, inner.Add(a, b));
    }

    /// <inheritdoc/>
    public override Tensor Multiply(Tensor a, Tensor b)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("multiply", start, inner.Multiply(a, b));
    }

    /// <inheritdoc/>
    public override Tensor Scale(Tensor x, float factor, float offset = 0)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("scale", start, inner.Scale(x, factor, offset));
    }

    /// <inheritdoc/>
    public override Tensor UpsampleNearest(Tensor x, int factor)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("upsampling", start, inner.UpsampleNearest(x, factor));
    }

    /// <inheritdoc/>
    public override Tensor ResizeBilinear(Tensor x, int height, int width)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("resizing", start, inner.ResizeBilinear(x, height, width));
    }

    /// <inheritdoc/>
    public override Tensor Concat(IReadOnlyList<Tensor> parts, int dimension)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("joining", start, inner.Concat(parts, dimension));
    }

    /// <inheritdoc/>
    public override Tensor Slice(Tensor x, int dimension, int start, int length)
    {
        var began = Stopwatch.GetTimestamp();
        return Count("slicing", began, inner.Slice(x, dimension, start, length));
    }

    /// <inheritdoc/>
    public override Tensor Reshape(Tensor x, Shape shape) => inner.Reshape(x, shape);

    /// <inheritdoc/>
    public override Tensor ToChannelsLast(Tensor x)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("layout", start, inner.ToChannelsLast(x));
    }

    /// <inheritdoc/>
    public override Tensor ToChannelsFirst(Tensor x)
    {
        var start = Stopwatch.GetTimestamp();
        return Count("layout", start, inner.ToChannelsFirst(x));
    }

    Tensor CountLinear(long start, Tensor result, Tensor x, Weight weight, string after) => Count(
        $"linear {x.Shape.Rows} x {weight.Shape[1]} -> {weight.Shape[0]}{after}", start, result,
        2.0 * x.Shape.Count * weight.Shape[0]);

    Tensor CountAttention(long start, Tensor query, Tensor key, int heads, Tensor result)
    {
        var (q, k) = (query.Shape, key.Shape);
        return Count(
            $"attention {q[1]} x {k[1]}, {heads} heads of {q[2] / heads}", start, result, 4.0 * q.Count * k[1]);
    }

    Tensor CountConvolution(long start, Tensor result, ConvolutionKernel kernel, string before)
    {
        var (w, y, stride) = (kernel.Weight.Shape, result.Shape, kernel.Window.Stride);
        return Count(
            $"{before}convolution {w[2]}x{w[3]}{(stride > 1 ? $" stride {stride}" : "")}, {y[1]} x {y[2]}, {w[1]} -> "
                + $"{w[0]}", start, result, 2.0 * y.Count * w[1] * w[2] * w[3]);
    }

    Tensor Count(string name, long start, Tensor result, double arithmetic = 0)
    {
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var known = _costs.GetValueOrDefault(name) ?? new OperationCost(name, 0, 0, 0);
        _costs[name] = known with
        {
            Calls = known.Calls + 1,
            Seconds = known.Seconds + seconds,
            Arithmetic = known.Arithmetic + arithmetic,
        };
        pass?.Invoke();
        return result;
    }
}

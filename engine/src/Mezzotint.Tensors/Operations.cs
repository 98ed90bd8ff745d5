namespace Mezzotint.Tensors;

/// <summary>
/// What a model's code may do with tensors. The CPU computes them; the trainer's tape computes and records them.
/// </summary>
/// <remarks>
/// Pictures inside a network are (batch, height, width, channels), "channels last": a pixel is a row, so a 1x1
/// convolution, a token and a linear layer are the same thing and nothing is shuffled between them. Every result is a
/// new tensor of the innermost open scope. Each operation checks its shapes and throws <see cref="ArgumentException"/>
/// with both of them.
/// </remarks>
public abstract class Operations
{
    /// <summary>
    /// Opens a scope: intermediate tensors made until it is disposed are given back then, but for what is kept.
    /// </summary>
    public abstract TensorScope Scope();

    /// <summary>y = x W^T + b [+ add], the fully connected layer.</summary>
    /// <param name="x">(..., in).</param>
    /// <param name="weight">(out, in); a 1x1 convolution kernel (out, in, 1, 1) serves too.</param>
    /// <param name="bias">(out), or null.</param>
    /// <param name="add">(..., out), added to the result: a residual. Or null.</param>
    /// <returns>(..., out).</returns>
    public abstract Tensor Linear(Tensor x, Weight weight, Weight? bias = null, Tensor? add = null);

    /// <summary>y = f(x W^T + b).</summary>
    /// <param name="x">(..., in).</param>
    /// <param name="weight">(out, in).</param>
    /// <param name="bias">(out), or null.</param>
    /// <param name="activation">f.</param>
    /// <returns>(..., out).</returns>
    public virtual Tensor LinearActivated(Tensor x, Weight weight, Weight? bias, Activation activation)
    {
        using var scope = Scope();
        return scope.Keep(Activate(Linear(x, weight, bias), activation));
    }

    /// <summary>y = add + gate (x W^T + b): a residual branch that a condition opens and closes.</summary>
    /// <param name="x">(B, ..., in).</param>
    /// <param name="weight">(out, in).</param>
    /// <param name="bias">(out), or null.</param>
    /// <param name="gate">One row for each sample, (B, 1, ..., 1, out).</param>
    /// <param name="add">(B, ..., out).</param>
    /// <returns>(B, ..., out).</returns>
    public virtual Tensor LinearGated(Tensor x, Weight weight, Weight? bias, Tensor gate, Tensor add)
    {
        using var scope = Scope();
        return scope.Keep(Add(add, Multiply(Linear(x, weight, bias), gate)));
    }

    /// <summary>Cross-correlation with a kernel, which networks call convolution.</summary>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="weight">(out, in, kernelHeight, kernelWidth).</param>
    /// <param name="bias">(out), or null.</param>
    /// <param name="window">Stride and padding.</param>
    /// <param name="add">(B, H', W', out), added to the result: a residual. Or null.</param>
    /// <returns>(B, H', W', out).</returns>
    public abstract Tensor Convolve(Tensor x, Weight weight, Weight? bias, Window window, Tensor? add = null);

    /// <summary>Convolution of what a group normalisation makes of a picture.</summary>
    /// <remarks>
    /// The same values as the two operations one after the other; where that saves memory, normalised rows are made as
    /// they are wanted and never held as a whole.
    /// </remarks>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="norm">What is done first.</param>
    /// <param name="kernel">What is done then.</param>
    /// <param name="add">(B, H', W', out), added to the result: a residual. Or null.</param>
    /// <returns>(B, H', W', out).</returns>
    public virtual Tensor ConvolveNormal(
        Tensor x, GroupNormalization norm, ConvolutionKernel kernel, Tensor? add = null)
    {
        using var scope = Scope();
        var normal = GroupNorm(x, norm.Gain, norm.Bias, norm.Groups, norm.Epsilon, norm.Activation);
        return scope.Keep(Convolve(normal, kernel.Weight, kernel.Bias, kernel.Window, add));
    }

    /// <summary>Convolution of a picture at twice, three times... its size, each pixel repeated.</summary>
    /// <remarks>As with <see cref="ConvolveNormal"/>, the enlarged picture need not be held as a whole.</remarks>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="factor">At least 1.</param>
    /// <param name="kernel">What is done then.</param>
    /// <returns>(B, H', W', out).</returns>
    public virtual Tensor ConvolveEnlarged(Tensor x, int factor, ConvolutionKernel kernel)
    {
        using var scope = Scope();
        return scope.Keep(Convolve(UpsampleNearest(x, factor), kernel.Weight, kernel.Bias, kernel.Window));
    }

    /// <summary>softmax(q k^T / sqrt(d)) v for each head, Vaswani et al. 2017 (arXiv:1706.03762), eq. 1.</summary>
    /// <param name="query">(B, Lq, heads * d).</param>
    /// <param name="key">(B, Lk, heads * d).</param>
    /// <param name="value">(B, Lk, heads * d).</param>
    /// <param name="heads">Number of heads; head h owns columns [h d, (h + 1) d).</param>
    /// <param name="isCausal">Whether token i sees only tokens 0..i; Lq must then equal Lk.</param>
    /// <returns>(B, Lq, heads * d).</returns>
    public abstract Tensor Attention(Tensor query, Tensor key, Tensor value, int heads, bool isCausal = false);

    /// <summary>
    /// softmax(q k^T / sqrt(d) + bias) v for each head: attention with positions in its logits, Raffel et al. 2019
    /// (arXiv:1910.10683), section 2.1.
    /// </summary>
    /// <param name="query">(B, Lq, heads * d).</param>
    /// <param name="key">(B, Lk, heads * d).</param>
    /// <param name="value">(B, Lk, heads * d).</param>
    /// <param name="bias">(heads, Lq, Lk), the same for each batch entry.</param>
    /// <param name="heads">Number of heads; head h owns columns [h d, (h + 1) d).</param>
    /// <returns>(B, Lq, heads * d).</returns>
    public abstract Tensor BiasedAttention(Tensor query, Tensor key, Tensor value, Tensor bias, int heads);

    /// <summary>
    /// Turns each pair of numbers by its token's angle: rotary positions, Su et al. 2021 (arXiv:2104.09864), eq. 34.
    /// </summary>
    /// <param name="x">(B, L, heads * d), d even: columns 2i and 2i + 1 of a head are a pair.</param>
    /// <param name="rotation">(L, d): cos and sin of each pair's angle, one beside the other; the same for each batch
    /// entry and head.</param>
    /// <returns>(B, L, heads * d).</returns>
    public abstract Tensor RotatePairs(Tensor x, Tensor rotation);

    /// <summary>
    /// Group normalisation over pixels and a group's channels, Wu and He 2018 (arXiv:1803.08494), eq. 7, and an
    /// activation.
    /// </summary>
    /// <param name="x">(B, ..., C); statistics are taken per sample and group over everything between.</param>
    /// <param name="gain">(C).</param>
    /// <param name="bias">(C).</param>
    /// <param name="groups">Divides C.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="activation">Applied to the result.</param>
    public abstract Tensor GroupNorm(
        Tensor x, Weight gain, Weight bias, int groups, float epsilon, Activation activation = Activation.None);

    /// <summary>Layer normalisation of each row, Ba et al. 2016 (arXiv:1607.06450).</summary>
    /// <param name="x">(..., C).</param>
    /// <param name="gain">(C), or null for 1.</param>
    /// <param name="bias">(C), or null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public abstract Tensor LayerNorm(Tensor x, Weight? gain, Weight? bias, float epsilon);

    /// <summary>y = norm(x) (1 + scale) + shift, each row normalised as by <see cref="LayerNorm"/>.</summary>
    /// <param name="x">(B, ..., C).</param>
    /// <param name="shift">One row for each sample, (B, 1, ..., 1, C).</param>
    /// <param name="scale">As <paramref name="shift"/>.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public virtual Tensor LayerNormModulated(Tensor x, Tensor shift, Tensor scale, float epsilon)
    {
        using var scope = Scope();
        var scaled = Multiply(LayerNorm(x, null, null, epsilon), Scale(scale, 1, 1));
        return scope.Keep(Add(scaled, shift));
    }

    /// <summary>
    /// Some columns of sequences, one sequence behind the other, each head over its root mean square as by <see
    /// cref="RmsNorm"/>: the queries or keys of an attention that text and picture share.
    /// </summary>
    /// <param name="parts">Each (B, L, columns), at least one, and the gain (d) of its heads, or null where they stay
    /// as they are; B is the same.</param>
    /// <param name="start">First column.</param>
    /// <param name="width">Number of columns, whole heads of d.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <returns>(B, sum of L, width).</returns>
    public virtual Tensor JoinHeads(
        IReadOnlyList<(Tensor Rows, Weight? Gain)> parts, int start, int width, float epsilon)
    {
        using var scope = Scope();
        return scope.Keep(Concat([.. parts.Select(part => Normal(part.Rows, part.Gain))], 1));

        Tensor Normal(Tensor rows, Weight? gain)
        {
            var columns = Slice(rows, -1, start, width);
            if (gain is null)
                return columns;
            var (shape, d) = (columns.Shape, gain.Shape[0]);
            var heads = Reshape(columns, new Shape(shape[0], shape[1], width / d, d));
            return Reshape(RmsNorm(heads, gain, epsilon), shape);
        }
    }

    /// <summary>Each row over its root mean square, Zhang and Sennrich 2019 (arXiv:1910.07467), eq. 4.</summary>
    /// <param name="x">(..., C).</param>
    /// <param name="gain">(C).</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public abstract Tensor RmsNorm(Tensor x, Weight gain, float epsilon);

    /// <summary>Softmax of each row.</summary>
    /// <param name="x">(..., C).</param>
    public abstract Tensor Softmax(Tensor x);

    /// <summary>An element-wise function.</summary>
    public abstract Tensor Activate(Tensor x, Activation activation);

    /// <summary>
    /// y = a gelu(g), where the last dimension of x holds a, then g: GEGLU, Shazeer 2020 (arXiv:2002.05202), eq. 5.
    /// </summary>
    /// <param name="x">(..., 2 C).</param>
    /// <returns>(..., C).</returns>
    public abstract Tensor Geglu(Tensor x);

    /// <summary>Rows of a table.</summary>
    /// <param name="table">(entries, C).</param>
    /// <param name="indices">Which rows, each from 0 to entries - 1.</param>
    /// <returns>(indices, C).</returns>
    public abstract Tensor Embedding(Weight table, ReadOnlySpan<int> indices);

    /// <summary>
    /// a + b, where b may repeat: it has a's shape, or a's trailing dimensions, or is one row for each sample: (B, 1,
    /// ..., 1, C).
    /// </summary>
    public abstract Tensor Add(Tensor a, Tensor b);

    /// <summary>Element-wise product, with the same rule of repetition as <see cref="Add"/>.</summary>
    public abstract Tensor Multiply(Tensor a, Tensor b);

    /// <summary>factor * x + offset.</summary>
    public abstract Tensor Scale(Tensor x, float factor, float offset = 0);

    /// <summary>The picture at twice, three times... the size, each pixel repeated.</summary>
    /// <param name="x">(B, H, W, C).</param>
    /// <param name="factor">At least 1.</param>
    public abstract Tensor UpsampleNearest(Tensor x, int factor);

    /// <summary>The picture at another size by linear interpolation between pixel centres, edges repeated.</summary>
    /// <param name="x">(B, H, W, C).</param>
    /// <param name="height">At least 1.</param>
    /// <param name="width">At least 1.</param>
    public abstract Tensor ResizeBilinear(Tensor x, int height, int width);

    /// <summary>Tensors side by side along one dimension; all others must agree.</summary>
    /// <param name="parts">At least one.</param>
    /// <param name="dimension">Which; -1 is the innermost.</param>
    public abstract Tensor Concat(IReadOnlyList<Tensor> parts, int dimension);

    /// <summary>A copied piece along one dimension.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="dimension">Which; -1 is the innermost.</param>
    /// <param name="start">First entry.</param>
    /// <param name="length">Number of entries.</param>
    public abstract Tensor Slice(Tensor x, int dimension, int start, int length);

    /// <summary>The same elements under another shape of as many.</summary>
    public abstract Tensor Reshape(Tensor x, Shape shape);

    /// <summary>(B, C, H, W) to (B, H, W, C).</summary>
    public abstract Tensor ToChannelsLast(Tensor x);

    /// <summary>(B, H, W, C) to (B, C, H, W).</summary>
    public abstract Tensor ToChannelsFirst(Tensor x);
}

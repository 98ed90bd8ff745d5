using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>The largest of each two by two pixels; at odd edges of what is there.</summary>
static class MaxPool
{
    /// <summary>(B, H, W, C) to (B, ceil(H / 2), ceil(W / 2), C).</summary>
    public static Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        x = Even(ops, Even(ops, x, 1), 2);
        var (batch, height, width, channels) = (x.Shape[0], x.Shape[1] / 2, x.Shape[2] / 2, x.Shape[3]);
        var rows = Larger(ops, ops.Reshape(x, new Shape(batch * height, 2, 2 * width * channels)));
        var columns = Larger(ops, ops.Reshape(rows, new Shape(batch * height * width, 2, channels)));
        return scope.Keep(ops.Reshape(columns, new Shape(batch, height, width, channels)));
    }

    /// <summary>The last row or column once more, where their number is odd: it changes no largest value.</summary>
    static Tensor Even(Operations ops, Tensor x, int dimension) => x.Shape[dimension] % 2 == 0 ? x
        : ops.Concat([x, ops.Slice(x, dimension, x.Shape[dimension] - 1, 1)], dimension);

    /// <summary>max(a, b) = b + max(a - b, 0) of the two entries of dimension 1.</summary>
    static Tensor Larger(Operations ops, Tensor pairs)
    {
        var (a, b) = (ops.Slice(pairs, 1, 0, 1), ops.Slice(pairs, 1, 1, 1));
        return ops.Add(b, ops.Activate(ops.Add(a, ops.Scale(b, -1)), Activation.Relu));
    }
}

using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>What T5 adds to a head's logits: a learned number for each class of distance between two tokens.</summary>
static class T5PositionBias
{
    /// <summary>The numbers of every pair of tokens.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="table">(buckets, heads).</param>
    /// <param name="length">Tokens.</param>
    /// <param name="config">Classes of distances.</param>
    /// <returns>(heads, length, length): queries, then keys.</returns>
    public static Tensor Compute(Operations ops, Weight table, int length, T5Config config)
    {
        using var scope = ops.Scope();
        var buckets = new int[length * length];
        for (var query = 0; query < length; query++)
            for (var key = 0; key < length; key++)
                buckets[query * length + key] = Bucket(key - query, config);
        var rows = ops.Reshape(ops.Embedding(table, buckets), new Shape(1, length, length, config.Heads));
        return scope.Keep(ops.Reshape(ops.ToChannelsFirst(rows), new Shape(config.Heads, length, length)));
    }

    /// <summary>
    /// The class of a distance: one each up to a quarter of the classes, then ever wider ones up to the largest.
    /// </summary>
    /// <param name="distance">Place of the key less that of the query.</param>
    /// <param name="config">Number of classes and largest distance.</param>
    /// <remarks>In float32 and cut off, as transformers' <c>_relative_position_bucket</c> computes it.</remarks>
    public static int Bucket(int distance, T5Config config)
    {
        var half = config.Buckets / 2;
        var (first, near, exact) = (distance > 0 ? half : 0, Math.Abs(distance), half / 2);
        if (near < exact)
            return first + near;
        var ratio = MathF.Log((float)near / exact) / (float)Math.Log((double)config.MaxDistance / exact);
        return first + Math.Min(half - 1, exact + (int)(ratio * (half - exact)));
    }
}

using Mezzotint.Diffusion;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>Weights from nothing, whose values half precision holds, so that they are kept in 16 bits.</summary>
/// <remarks>
/// Matrices are uniform about 0 with a variance of 1 / inputs, within a power of two, which keeps values of order 1
/// through a network; gains are 1 and biases 0. They are made when they are first used, as a file's are read.
/// </remarks>
static class RandomWeights
{
    const int ChunkLength = 1 << 16;

    /// <summary>Values are this many steps about 0: as many as half precision tells apart.</summary>
    const int Steps = 2048;

    /// <summary>A source of weights of any name and shape.</summary>
    /// <param name="asked">Is shown the shape of each.</param>
    public static WeightSource Source(Action<Shape> asked) => new((name, shape) =>
    {
        asked(shape);
        return new Weight(name, shape, () => shape.Rank == 1 ? Vector(name, shape)
            : Values(shape, 1 / Math.Sqrt(3.0 * shape.Count / Math.Max(1, shape[0])) * 3, Seed(name)));
    });

    /// <summary>Uniform values about 0.</summary>
    /// <param name="shape">Their shape.</param>
    /// <param name="limit">About the largest of them: it is rounded to a power of two.</param>
    /// <param name="seed">Where the sequence starts.</param>
    public static Tensor Values(Shape shape, double limit = 1.7, uint seed = 1)
    {
        var tensor = new Tensor(shape);
        var step = (float)Math.ScaleB(1, (int)Math.Round(Math.Log2(limit / Steps)));
        Threads.For((shape.Count + ChunkLength - 1) / ChunkLength, chunk =>
        {
            var start = chunk * ChunkLength;
            var state = seed + (uint)chunk * 2654435761u;
            foreach (ref var value in tensor.Span.Slice(start, Math.Min(ChunkLength, shape.Count - start)))
            {
                state = state * 1664525u + 1013904223u; // Numerical Recipes' generator
                value = ((int)(state >> 20) - Steps) * step;
            }
        });
        return tensor;
    }

    static Tensor Vector(string name, Shape shape)
    {
        var tensor = new Tensor(shape);
        if (!name.EndsWith("bias", StringComparison.Ordinal))
            tensor.Span.Fill(1);
        return tensor;
    }

    /// <summary>FNV-1a of a name.</summary>
    static uint Seed(string name) => name.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
}

using Mezzotint.Diffusion;
using Mezzotint.Tensors;

namespace Mezzotint.Training.Miniature;

/// <summary>Weights of a model that is trained from nothing.</summary>
/// <remarks>
/// Matrices and kernels are normal with variance 1 / inputs (LeCun et al. 1998, "Efficient BackProp", section 4.6),
/// gains 1,
/// biases 0; layers that end a residual branch may start at 0, so that each block is the identity at first.
/// </remarks>
sealed class FreshWeights
{
    const float EmbeddingDeviation = 0.02f;

    readonly List<Weight> _weights = [];
    readonly Random _random;
    readonly Func<string, bool> _isZero;

    /// <param name="seed">Decides all values.</param>
    /// <param name="isZero">Whether the layer of a weight name starts at 0.</param>
    public FreshWeights(int seed, Func<string, bool> isZero)
    {
        _random = new Random(seed);
        _isZero = isZero;
        Source = new WeightSource(Make);
    }

    /// <summary>Where a model takes its weights from while it is built.</summary>
    public WeightSource Source { get; }

    /// <summary>All weights that were made, in order.</summary>
    public IReadOnlyList<Weight> All => _weights;

    Weight Make(string name, Shape shape)
    {
        var tensor = new Tensor(shape);
        if (shape.Rank == 1)
            tensor.Span.Fill(name.EndsWith("bias", StringComparison.Ordinal) ? 0 : 1);
        else if (!_isZero(name))
            Normal.Fill(tensor.Span, _random, Deviation(name, shape));
        var weight = new Weight(name, tensor);
        _weights.Add(weight);
        return weight;
    }

    static float Deviation(string name, Shape shape) => name.Contains("embedding", StringComparison.Ordinal)
        ? EmbeddingDeviation : MathF.Sqrt((float)shape[0] / shape.Count);
}

using Mezzotint.Diffusion;
using Mezzotint.Tensors;
using Mezzotint.Training.Miniature.Scenes;
using Mezzotint.Weights;

namespace Mezzotint.Training.Evaluation;

/// <summary>
/// Tells by a picture what its scene's traits are: strided 3x3 convolutions, then one linear head a trait.
/// </summary>
/// <remarks>
/// Norms are over a pixel's channels (as in Liu et al. 2022, arXiv:2201.03545, section 2.6), not over the picture:
/// those would take away how bright the whole is, which is what tells night from day.
/// </remarks>
sealed class TraitDetector
{
    const int Hidden = 256;
    const int LargestRefined = 16;
    const float Epsilon = 1e-6f;

    readonly List<Stage> _stages = [];
    readonly Norm _lastNorm;
    readonly Layer _hidden;
    readonly Layer[] _heads;

    /// <summary>A detector of some sizes.</summary>
    public TraitDetector(WeightSource weights, DetectorSizes sizes)
    {
        Sizes = sizes;
        var (side, inputs) = (sizes.Input, 3);
        foreach (var channels in sizes.Channels)
        {
            side /= 2;
            var at = weights.At($"stages.{_stages.Count}");
            _stages.Add(new Stage(
                _stages.Count == 0 ? null : new Norm(at.At("norm"), inputs),
                new Layer(at.At("down"), channels, inputs, 3, 3),
                side > LargestRefined ? null : new Norm(at.At("refine_norm"), channels),
                side > LargestRefined ? null : new Layer(at.At("refine"), channels, channels, 3, 3)));
            inputs = channels;
        }
        _lastNorm = new Norm(weights.At("last_norm"), inputs);
        _hidden = new Layer(weights.At("hidden"), Hidden, DetectorSizes.Last * DetectorSizes.Last * inputs);
        _heads = [.. SceneTrait.All.Select(trait =>
            new Layer(weights.At($"heads.{trait.Name}"), trait.Values.Count, Hidden))];
    }

    /// <summary>The sizes that it was built with.</summary>
    public DetectorSizes Sizes { get; }

    /// <summary>Reads a detector that training has written; its sizes are those of the tensors.</summary>
    /// <exception cref="CheckpointException">There is no such file, it is damaged, or it is no detector.</exception>
    public static TraitDetector Load(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        var reader = new WeightReader(checkpoint);
        List<int> channels = [];
        while (checkpoint.Find($"stages.{channels.Count}.down.weight") is { Shape: { Rank: 4 } shape })
            channels.Add(shape[0]);
        if (channels.Count == 0)
            throw new CheckpointException(path, $"{path} is no detector: train one in another folder.");
        var source = new WeightSource((name, shape) =>
        {
            Span<int> lengths = stackalloc int[shape.Rank];
            shape.CopyTo(lengths);
            return new Weight(name, reader.Require(name, lengths).Value);
        });
        return new TraitDetector(source, new DetectorSizes(channels));
    }

    /// <summary>A logit for each value of each trait.</summary>
    /// <param name="ops">Computes, and records where it trains.</param>
    /// <param name="pictures">(B, S, S, 3) in [-1, 1], S the input size.</param>
    /// <returns>(B, values) for each of <see cref="SceneTrait.All"/>.</returns>
    public IReadOnlyList<Tensor> Forward(Operations ops, Tensor pictures)
    {
        var x = pictures;
        foreach (var stage in _stages)
        {
            x = stage.Down.Convolve(ops, Activated(ops, x, stage.Norm), Window.Padded(1, stride: 2));
            if (stage.Refine is { } refine)
                x = refine.Convolve(ops, Activated(ops, x, stage.RefineNorm), Window.Same3x3, add: x);
        }
        x = Activated(ops, x, _lastNorm);
        x = ops.Reshape(x, new Shape(x.Shape[0], x.Shape.Count / x.Shape[0]));
        x = ops.Activate(ops.Linear(x, _hidden.Weight, _hidden.Bias), Activation.Silu);
        return [.. _heads.Select(head => ops.Linear(x, head.Weight, head.Bias))];
    }

    /// <summary>The likeliest label of each of <see cref="SceneTrait.All"/>.</summary>
    /// <param name="ops">Computes.</param>
    /// <param name="picture">(1, S, S, 3) in [-1, 1].</param>
    public int[] Judge(Operations ops, Tensor picture)
    {
        using var scope = ops.Scope();
        return [.. Forward(ops, picture).Select(logits => Largest(logits.Span))];
    }

    static int Largest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best])
                best = i;
        return best;
    }

    static Tensor Activated(Operations ops, Tensor x, Norm? norm) => norm is null ? x
        : ops.Activate(ops.LayerNorm(x, norm.Gain, norm.Bias, Epsilon), Activation.Silu);

    sealed record Stage(Norm? Norm, Layer Down, Norm? RefineNorm, Layer? Refine);

    sealed class Norm(WeightSource at, int channels)
    {
        public Weight Gain { get; } = at.Get("weight", channels);

        public Weight Bias { get; } = at.Get("bias", channels);
    }

    sealed class Layer(WeightSource at, params int[] lengths)
    {
        public Weight Weight { get; } = at.Get("weight", lengths);

        public Weight Bias { get; } = at.Get("bias", lengths[0]);

        public Tensor Convolve(Operations ops, Tensor x, Window window, Tensor? add = null) =>
            ops.Convolve(x, Weight, Bias, window, add);
    }
}

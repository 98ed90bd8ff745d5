using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion;

/// <summary>Where a model gets its weights while it is built: a checkpoint, or the trainer's initialiser.</summary>
/// <remarks>
/// Models ask for single-file (CompVis, OpenCLIP or Hugging Face CLIP) names below the prefix of the part they are.
/// </remarks>
public sealed class WeightSource
{
    readonly Func<string, Shape, Weight> _get;
    readonly string _prefix;

    /// <summary>
    /// A source that asks <paramref name="get"/> for each weight, by its full name and the shape it must have.
    /// </summary>
    public WeightSource(Func<string, Shape, Weight> get)
        : this(get, "")
    {
    }

    WeightSource(Func<string, Shape, Weight> get, string prefix)
    {
        _get = get;
        _prefix = prefix;
    }

    /// <summary>
    /// A source that reads a checkpoint; a missing or misshapen tensor is a <see cref="CheckpointException"/>.
    /// </summary>
    /// <param name="reader">The checkpoint.</param>
    /// <param name="count">Is shown the name and shape of each weight asked for.</param>
    public static WeightSource From(WeightReader reader, Action<string, Shape>? count = null) => new((name, shape) =>
    {
        count?.Invoke(name, shape);
        Span<int> lengths = stackalloc int[shape.Rank];
        shape.CopyTo(lengths);
        return reader.Require(name, lengths);
    });

    /// <summary>The weight of this name and shape below the prefix.</summary>
    public Weight Get(string name, params ReadOnlySpan<int> lengths) => _get(_prefix + name, new Shape(lengths));

    /// <summary>The source of a part: names below <paramref name="path"/> and a dot.</summary>
    public WeightSource At(string path) => new(_get, _prefix + path + ".");
}

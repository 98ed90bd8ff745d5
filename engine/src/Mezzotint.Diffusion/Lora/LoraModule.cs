using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors.Changes;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Lora;

/// <summary>A change of one weight that a file holds in few numbers.</summary>
public abstract class LoraModule
{
    private protected LoraModule(string name)
    {
        Name = name;
        Key = LoraNames.Key(name);
    }

    /// <summary>The name that the file has for it.</summary>
    public string Name { get; }

    /// <summary>The key under which a model's <see cref="LoraTargets"/> know it.</summary>
    public string Key { get; }

    /// <summary>Rows of the change: the outputs of the weight.</summary>
    public abstract int Rows { get; }

    /// <summary>Columns of the change: inputs times taps of the weight.</summary>
    public abstract int Columns { get; }

    /// <summary>Inputs of the weight, where it is a matrix.</summary>
    public abstract int Inputs { get; }

    /// <summary>Whether it fits the rows of a model's weight that it changes.</summary>
    public bool Fits(IReadOnlyList<LoraTarget> targets) =>
        targets.Sum(target => target.RowCount) == Rows
        && targets.All(target => target.Weight.Shape.Count / target.Weight.Shape[0] == Columns);

    /// <summary>What it adds to a weight.</summary>
    /// <param name="target">Which rows of which weight.</param>
    /// <param name="multiplier">How strongly.</param>
    /// <exception cref="CheckpointException">The file was cut meanwhile.</exception>
    public WeightChange Change(LoraTarget target, double multiplier) =>
        Change(target, multiplier, Columns / target.Weight.Shape[1]);

    /// <summary>The same as a way beside a layer; null for a change that is no product.</summary>
    /// <param name="multiplier">How strongly.</param>
    /// <exception cref="CheckpointException">The file was cut meanwhile.</exception>
    internal virtual LowRankPath? Path(double multiplier) => null;

    /// <summary>The module of tensors that were found in a file.</summary>
    /// <exception cref="CheckpointException">Their shapes do not make one.</exception>
    internal static LoraModule Of(LoraParts parts) =>
        parts.Find(LoraRole.Up) is null ? new KroneckerModule(parts)
        : LoraParts.IsHadamard(parts.ByRole) ? new HadamardModule(parts)
        : new ProductModule(parts);

    private protected abstract WeightChange Change(LoraTarget target, double multiplier, int taps);
}

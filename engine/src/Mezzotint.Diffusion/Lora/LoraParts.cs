using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Lora;

/// <summary>The tensors of one module in a file, by what they are to it.</summary>
/// <param name="File">The file.</param>
/// <param name="Name">The name that it has for the module.</param>
/// <param name="ByRole">Its tensors.</param>
sealed record LoraParts(Checkpoint File, string Name, IReadOnlyDictionary<LoraRole, TensorEntry> ByRole)
{
    /// <summary>What is divided by the rank; null where the file does not say.</summary>
    /// <exception cref="CheckpointException">It is no number.</exception>
    public double? Alpha()
    {
        if (Find(LoraRole.Alpha) is not { } entry)
            return null;
        var value = entry.Count == 1 ? File.Read(entry.Name).Span[0] : float.NaN;
        return float.IsFinite(value) ? value : throw new CheckpointException(
            File.Path, $"'{entry.Name}' in {File.Path} is no number: the file is damaged.", entry.Name,
            entry.OffsetBytes);
    }

    /// <summary>Whether they make a module.</summary>
    public static bool AreWhole(IReadOnlyDictionary<LoraRole, TensorEntry> roles)
    {
        bool Has(params LoraRole[] needed) => needed.All(roles.ContainsKey);
        return Has(LoraRole.Down, LoraRole.Up) && (!IsHadamard(roles) || Has(LoraRole.SecondDown, LoraRole.SecondUp))
            || (Has(LoraRole.Factor) || Has(LoraRole.FactorUp, LoraRole.FactorDown))
            && (Has(LoraRole.SecondFactor) || Has(LoraRole.SecondFactorUp, LoraRole.SecondFactorDown));
    }

    /// <summary>Whether they are a LoHa's.</summary>
    public static bool IsHadamard(IReadOnlyDictionary<LoraRole, TensorEntry> roles) =>
        roles.ContainsKey(LoraRole.SecondUp) || roles.ContainsKey(LoraRole.SecondDown);

    /// <summary>The tensor of a role, or null.</summary>
    public TensorEntry? Find(LoraRole role) => ByRole.GetValueOrDefault(role);

    /// <summary>The product of two thin matrices, and of the kernel between them where there is one.</summary>
    /// <exception cref="CheckpointException">Their shapes do not make one.</exception>
    public LoraProduct Product(LoraRole up, LoraRole down, LoraRole middle, bool isTurned = false) =>
        LoraProduct.Of(this, (ByRole[up], ByRole[down], Find(middle)), isTurned);

    /// <summary>What a file is told whose tensors do not fit together.</summary>
    public CheckpointException Misshapen(string what, TensorEntry at) => new(
        File.Path,
        $"'{Name}' in {File.Path} has the matrices {what}, which do not make a product: the file is damaged, or no "
            + "LoRA.", Name, at.OffsetBytes);
}

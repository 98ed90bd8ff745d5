using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers;

/// <summary>
/// What networks make of a text, kept from step to step: the text stays while the picture changes, so keys and values
/// need computing once a picture.
/// </summary>
/// <remarks>For one text and unchanged weights; about 8 B L C bytes for each attention of width C.</remarks>
public sealed class TextMemory
{
    readonly Dictionary<object, (Tensor Keys, Tensor Values)> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was kept, or is computed now and kept.</summary>
    /// <param name="owner">Whose keys and values they are.</param>
    /// <param name="compute">Computes them, each (B, L, C).</param>
    public (Tensor Keys, Tensor Values) Of(object owner, Func<(Tensor Keys, Tensor Values)> compute)
    {
        if (_known.TryGetValue(owner, out var known))
            return known;
        var (keys, values) = compute();
        return _known[owner] = (keys.Clone(), values.Clone());
    }
}

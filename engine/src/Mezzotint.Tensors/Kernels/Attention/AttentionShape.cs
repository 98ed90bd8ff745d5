namespace Mezzotint.Tensors.Kernels.Attention;

/// <summary>The lengths of an attention: queries, keys, heads and the width of one head.</summary>
readonly record struct AttentionShape(int Batch, int Queries, int Keys, int Heads, int HeadWidth, bool IsCausal)
{
    /// <summary>Floats from one token to the next.</summary>
    public int Width => Heads * HeadWidth;

    /// <summary>1 / sqrt(d), which keeps the logits' variance at 1.</summary>
    public float Scale => 1 / MathF.Sqrt(HeadWidth);
}

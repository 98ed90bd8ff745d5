using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>What a UNet's blocks attend to.</summary>
/// <param name="Tokens">The encoded text, (B, L, ContextWidth).</param>
/// <param name="Memory">Keeps keys and values from step to step; null to make them anew.</param>
sealed record TextContext(Tensor Tokens, TextMemory? Memory)
{
    /// <summary>What a conditioning gives a UNet to attend to.</summary>
    public static TextContext Of(Conditioning conditioning) => new(conditioning.Context, conditioning.Memory);
}

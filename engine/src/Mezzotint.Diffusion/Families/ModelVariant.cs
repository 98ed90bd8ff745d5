namespace Mezzotint.Diffusion.Families;

/// <summary>What a UNet is fed besides the noisy latent.</summary>
public enum ModelVariant
{
    /// <summary>Nothing.</summary>
    Standard,

    /// <summary>A mask and the masked picture's latent: 9 channels where the latent has 4.</summary>
    Inpainting,

    /// <summary>The latent of a picture to edit by instruction: 8 channels where the latent has 4.</summary>
    InstructPix2Pix,
}

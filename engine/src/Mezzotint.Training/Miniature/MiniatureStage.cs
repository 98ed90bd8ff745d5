namespace Mezzotint.Training.Miniature;

/// <summary>The parts of the miniature's training, in the order in which they must run.</summary>
public enum MiniatureStage
{
    /// <summary>The autoencoder learns pictures.</summary>
    Autoencoder,
    /// <summary>The text encoder learns what captions say.</summary>
    Text,
    /// <summary>Pictures are drawn and encoded once for all.</summary>
    Latents,
    /// <summary>The UNet learns to make latents from captions, and the text encoder learns with it.</summary>
    Denoiser,
    /// <summary>The model is written as others can read it.</summary>
    Export,
}

namespace Mezzotint.Diffusion.Families;

/// <summary>What to say of a part that a transformer's file comes without: its file, where it goes and comes from.
/// </summary>
static class PartAdvice
{
    const string Places = "put it beside the transformer, or in a folder text_encoders or vae there";

    /// <summary>CLIP's text encoder of 768 columns.</summary>
    public static string ClipL(string path) =>
        $"{path} comes without its text encoder CLIP-L: get clip_l.safetensors (0.25 GB; usually found with "
            + $"comfyanonymous/flux_text_encoders) and {Places}.";

    /// <summary>OpenCLIP's text encoder of 1280 columns.</summary>
    public static string ClipG(string path) =>
        $"{path} comes without its text encoder CLIP-G: get clip_g.safetensors (1.4 GB; usually found in the folder "
            + $"text_encoders of stabilityai/stable-diffusion-3.5-large) and {Places}.";

    /// <summary>T5's encoder.</summary>
    public static string T5(string path) =>
        $"{path} comes without its text encoder T5-XXL: get t5xxl_fp16.safetensors (9.8 GB) or "
            + "t5xxl_fp8_e4m3fn.safetensors (4.9 GB; usually found with comfyanonymous/flux_text_encoders) and "
            + $"{Places}.";

    /// <summary>T5's vocabulary.</summary>
    public static string T5Vocabulary(string path) =>
        $"{path} comes without the vocabulary of its T5 encoder: put {T5Source.VocabularyFile} (0.8 MB, in "
            + "google/t5-v1_1-xxl) beside it.";

    /// <summary>The autoencoder of SD 3 and 3.5.</summary>
    public static string StableAutoencoder(string path) =>
        $"{path} comes without its autoencoder: get the folder vae of stabilityai/stable-diffusion-3.5-medium (0.17 "
            + $"GB), name its file sd3_vae.safetensors, and {Places}.";

    /// <summary>The autoencoder of FLUX.1.</summary>
    public static string FluxAutoencoder(string path) =>
        $"{path} comes without its autoencoder: get ae.safetensors (0.34 GB; usually found with "
            + $"black-forest-labs/FLUX.1-schnell) and {Places}.";
}

namespace Mezzotint.Imaging.Recipes;

/// <summary>The names of settings in a recipe's text, as the programs that read such texts expect them.</summary>
public static class RecipeNames
{
    /// <summary>Number of sampler steps.</summary>
    public const string Steps = "Steps";

    /// <summary>The sampler, such as DPM++ 2M.</summary>
    public const string Sampler = "Sampler";

    /// <summary>The spacing of the sigmas, such as Karras.</summary>
    public const string Scheduler = "Schedule type";

    /// <summary>Guidance scale.</summary>
    public const string GuidanceScale = "CFG scale";

    /// <summary>Weight of the guidance away from fewer layers, where it is not the model's own.</summary>
    public const string SkipLayerScale = "Skip layer scale";

    /// <summary>The picture's own seed.</summary>
    public const string Seed = "Seed";

    /// <summary>Width x height.</summary>
    public const string Size = "Size";

    /// <summary>The first ten hexadecimal digits of the checkpoint's SHA-256.</summary>
    public const string ModelHash = "Model hash";

    /// <summary>The checkpoint's name.</summary>
    public const string Model = "Model";

    /// <summary>Layers left out at the end of the text encoder, 1 for none.</summary>
    public const string ClipSkip = "Clip skip";

    /// <summary>Strength of image-to-image.</summary>
    public const string Strength = "Denoising strength";

    /// <summary>The first ten hexadecimal digits of the SHA-256 of the first picture's file.</summary>
    public const string InitHash = "Init image hash";

    /// <summary>The first ten hexadecimal digits of the SHA-256 of the mask's file.</summary>
    public const string MaskHash = "Mask hash";

    /// <summary>LoRAs applied besides those in the prompt, with their multipliers.</summary>
    public const string Loras = "Loras";

    /// <summary>The first ten hexadecimal digits of each LoRA's SHA-256, by its name.</summary>
    public const string LoraHashes = "Lora hashes";

    /// <summary>The same of each embedding: "textual inversion".</summary>
    public const string EmbeddingHashes = "TI hashes";

    /// <summary>The ControlNet that guided, with its settings.</summary>
    public const string Control = "ControlNet 0";

    /// <summary>The first ten hexadecimal digits of the SHA-256 of the file that a ControlNet saw.</summary>
    public const string ControlHash = "Control image hash";

    /// <summary>How many times larger a finished picture was made.</summary>
    public const string UpscaleFactor = "Postprocess upscale by";

    /// <summary>What made it larger.</summary>
    public const string Upscaler = "Postprocess upscaler";

    /// <summary>The first ten hexadecimal digits of the SHA-256 of that upscaler's file.</summary>
    public const string UpscalerHash = "Postprocess upscaler hash";

    /// <summary>What told a picture's foreground when all else was made transparent.</summary>
    public const string CutOut = "Cut out by";

    /// <summary>The first ten hexadecimal digits of the SHA-256 of its file.</summary>
    public const string CutOutHash = "Cut out hash";

    /// <summary>Quality of the file, for formats that have one.</summary>
    public const string Quality = "Quality";

    /// <summary>The program and its version.</summary>
    public const string Version = "Version";
}

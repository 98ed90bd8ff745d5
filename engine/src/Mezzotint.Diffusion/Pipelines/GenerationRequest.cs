using Mezzotint.Diffusion.Lora;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What is to be painted, and how.</summary>
/// <param name="Prompt">What the picture shows, in the syntax of A1111: weights, BREAK, AND, changes by step,
/// LoRAs, names of embeddings.</param>
public sealed record GenerationRequest(string Prompt)
{
    /// <summary>What the picture is guided away from; may be empty.</summary>
    public string Negative { get; init; } = "";

    /// <summary>In pixels; null for the initial picture's or the model's own.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels; null for the initial picture's or the model's own.</summary>
    public int? Height { get; init; }

    /// <summary>Sampler steps.</summary>
    public int Steps { get; init; } = 20;

    /// <summary>
    /// Classifier-free guidance weight, Ho and Salimans 2022 (arXiv:2207.12598); 1 is off and takes half the time.
    /// </summary>
    public double GuidanceScale { get; init; } = 7;

    /// <summary>
    /// Weight of the guidance away from what the network says without some blocks, where a model knows that (SD 3.5
    /// Medium); 0 is off, null the model's own.
    /// </summary>
    public double? SkipLayerScale { get; init; }

    /// <summary>Name of the step rule.</summary>
    public string Sampler { get; init; } = "DPM++ 2M";

    /// <summary>Name of the spacing of noise levels.</summary>
    public string Scheduler { get; init; } = "karras";

    /// <summary>Seed of the first picture; each further one has the next.</summary>
    public long Seed { get; init; }

    /// <summary>How many pictures.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Text encoder layer to take, from 1 for the last; null for what the model was trained on.</summary>
    public int? ClipSkip { get; init; }

    /// <summary>The picture to start from; null to start from noise alone.</summary>
    public Picture? InitialPicture { get; init; }

    /// <summary>
    /// Share of the schedule that the initial picture is noised for, over 0 to 1: 1 leaves next to nothing of it.
    /// </summary>
    public double Strength { get; init; } = 0.75;

    /// <summary>Which pixels of the initial picture are painted anew; null for all.</summary>
    public Mask? Mask { get; init; }

    /// <summary>A preview is made after every so many steps; 0 for none.</summary>
    public int PreviewEvery { get; init; }

    /// <summary>
    /// LoRAs to apply besides those that the prompt names as <c>&lt;lora:name:0.8&gt;</c>: files, or names of files in
    /// the folder of LoRAs.
    /// </summary>
    public IReadOnlyList<LoraUse> Loras { get; init; } = [];

    /// <summary>
    /// Files of embeddings that the prompts may name by the files' names, besides those in the folder of embeddings.
    /// </summary>
    public IReadOnlyList<string> Embeddings { get; init; } = [];

    /// <summary>ControlNets that guide, with the pictures that they see.</summary>
    public IReadOnlyList<ControlUse> Controls { get; init; } = [];
}

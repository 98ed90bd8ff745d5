using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Generations;

/// <summary>The body of POST /api/v1/generations. What is left out, the model decides.</summary>
public sealed record CreateGenerationRequest
{
    /// <summary>What is done: an operation of the catalogue, such as upscale, remove-background or mask. Left out, a
    /// picture is painted: text-to-image, with image image-to-image, with mask inpaint.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operation { get; init; }

    /// <summary>What the pictures show, 1 to 10,000 characters; of a mask or cut-out, what is looked for.</summary>
    [DefaultValue("")]
    public string Prompt { get; init; } = "";

    /// <summary>What they are kept away from.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>A model's key in the catalogue; left out, the catalogue's first.</summary>
    public string? Model { get; init; }

    /// <summary>How many pictures, from 1 to what the plan allows.</summary>
    public int Count { get; init; } = 1;

    /// <summary>In pixels.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Sampler steps, from 1.</summary>
    public int? Steps { get; init; }

    /// <summary>Classifier-free guidance weight; 1 is off.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>Name of the step rule.</summary>
    public string? Sampler { get; init; }

    /// <summary>Name of the spacing of noise levels.</summary>
    public string? Scheduler { get; init; }

    /// <summary>Seed of the first picture, each further one has the next; left out, one is drawn.</summary>
    public long? Seed { get; init; }

    /// <summary>The picture to start from: the id of an upload or of one of the workspace's images. Where width and
    /// height are left out it says them; else it is scaled to them.</summary>
    public Guid? Image { get; init; }

    /// <summary>Which part of that picture is painted anew: the id of an upload or of one of the workspace's
    /// images, of its size. Black stays, white is painted, grey mixes.</summary>
    public Guid? Mask { get; init; }

    /// <summary>How much of the picture is painted over, above 0 to 1; left out, 0.75.</summary>
    public double? Strength { get; init; }

    /// <summary>LoRAs put on the model, besides those that tags of the prompt name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestedLora>? Loras { get; init; }

    /// <summary>ControlNets that guide with pictures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RequestedControl>? Control { get; init; }

    /// <summary>png, jpeg or webp.</summary>
    public string Format { get; init; } = "png";
}

using Mezzotint.Contracts.Generations;

namespace Mezzotint.Contracts.Jobs;

/// <summary>The payload of a job: one picture, and how to make it.</summary>
public sealed record ImageJob
{
    /// <summary>What is done, one of <see cref="JobWork"/>.</summary>
    public string Work { get; init; } = JobWork.Paint;

    /// <summary>What the picture shows.</summary>
    public required string Prompt { get; init; }

    /// <summary>What it is kept away from.</summary>
    public string NegativePrompt { get; init; } = "";

    /// <summary>The model's key in the catalogue.</summary>
    public required string Model { get; init; }

    /// <summary>In pixels; null for the model's own.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels; null for the model's own.</summary>
    public int? Height { get; init; }

    /// <summary>Sampler steps; null for the engine's own.</summary>
    public int? Steps { get; init; }

    /// <summary>Classifier-free guidance weight; null for the engine's own.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>Name of the step rule; null for the engine's own.</summary>
    public string? Sampler { get; init; }

    /// <summary>Name of the spacing of noise levels; null for the engine's own.</summary>
    public string? Scheduler { get; init; }

    /// <summary>The picture's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The file of the picture to start from, by its SHA-256 in hexadecimal; null for none.</summary>
    public string? Image { get; init; }

    /// <summary>The file of the mask, likewise; it has the picture's size.</summary>
    public string? Mask { get; init; }

    /// <summary>How much of the picture is painted over; null for the engine's own.</summary>
    public double? Strength { get; init; }

    /// <summary>LoRAs besides those that the prompt names.</summary>
    public IReadOnlyList<RequestedLora> Loras { get; init; } = [];

    /// <summary>ControlNets that guide.</summary>
    public IReadOnlyList<JobControl> Controls { get; init; } = [];

    /// <summary>All files that it may use besides the model: no other name of the prompt means one.</summary>
    public IReadOnlyList<JobAddOn> AddOns { get; init; } = [];

    /// <summary>png, jpeg or webp.</summary>
    public required string Format { get; init; }
}

namespace Mezzotint.Contracts.ModelLibrary;

/// <summary>A model that the caller may name in requests.</summary>
public sealed record OfferedModel
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    public required string Title { get; init; }

    /// <summary>What it makes: painter (pictures from texts), upscaler (larger pictures), foreground (masks of what is
    /// in front), finder (masks of what a text says).</summary>
    public string Kind { get; init; } = "painter";

    /// <summary>How many times larger an upscaler makes pictures; null for others.</summary>
    public int? Factor { get; init; }

    /// <summary>The kinds it belongs to.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The kind of network, such as sdxl; for people.</summary>
    public string? Family { get; init; }

    /// <summary>The side in pixels of the square picture that it makes where no size is asked for; null where the
    /// catalogue does not say.</summary>
    public int? SidePixels { get; init; }

    /// <summary>The address of a small WebP that shows what it makes; null where the operator gave it none.</summary>
    public string? PictureUrl { get; init; }

    /// <summary>The wallet that its pictures are paid from.</summary>
    public required string Wallet { get; init; }

    /// <summary>Whether the plan has it; those that it has not are listed only where that is asked for.</summary>
    public bool IsInPlan { get; init; } = true;

    /// <summary>Key of the cheapest plan that has it, where the workspace's has not; null where none has.</summary>
    public string? Plan { get; init; }

    /// <summary>Whether it can be used now.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>Why it cannot; null where it can.</summary>
    public string? Reason { get; init; }

    /// <summary>Images a day that the plan allows with it; null for no such limit.</summary>
    public int? PerDay { get; init; }

    /// <summary>What a picture costs, at some sizes.</summary>
    public required IReadOnlyList<PriceExample> Prices { get; init; }
}

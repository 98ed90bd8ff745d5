namespace Mezzotint.Contracts.Jobs;

/// <summary>What a job has a worker do.</summary>
public static class JobWork
{
    /// <summary>Paint a picture.</summary>
    public const string Paint = "paint";

    /// <summary>Make the picture larger.</summary>
    public const string Upscale = "upscale";

    /// <summary>Make all of the picture transparent but its foreground, or but what the prompt says.</summary>
    public const string CutOut = "cut-out";

    /// <summary>Make a mask of the picture's foreground, or of what the prompt says.</summary>
    public const string Mask = "mask";
}

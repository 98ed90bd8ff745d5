namespace Mezzotint.Catalogue;

/// <summary>What an operation has workers do.</summary>
public enum Work
{
    /// <summary>A picture is painted.</summary>
    Paint,

    /// <summary>A picture is made larger.</summary>
    Upscale,

    /// <summary>All of a picture but its foreground, or but what a text says, becomes transparent.</summary>
    CutOut,

    /// <summary>A picture's foreground, or what a text says, becomes white on black.</summary>
    Mask,
}

namespace Mezzotint.Catalogue;

/// <summary>What a model makes.</summary>
public enum ModelKind
{
    /// <summary>Pictures from texts.</summary>
    Painter,

    /// <summary>Larger pictures.</summary>
    Upscaler,

    /// <summary>Masks of what is in front in a picture.</summary>
    Foreground,

    /// <summary>Masks of what a text says.</summary>
    Finder,
}

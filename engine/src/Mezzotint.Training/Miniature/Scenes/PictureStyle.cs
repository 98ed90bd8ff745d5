namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>How a scene is rendered. The order is the classifier's label order: append, never reorder.</summary>
public enum PictureStyle
{
    /// <summary>
    /// Even colours, soft gradients and a thin outline in a darker shade: the style of an unnamed style.
    /// </summary>
    Flat,
    /// <summary>Dark ink lines over a pale wash; only the subject is fully coloured.</summary>
    LineArt,
    /// <summary>A 32 x 32 picture without smoothing, enlarged.</summary>
    PixelArt,
    /// <summary>Wobbling edges, blotches of pigment and a ragged border of bare paper.</summary>
    Watercolor,
}

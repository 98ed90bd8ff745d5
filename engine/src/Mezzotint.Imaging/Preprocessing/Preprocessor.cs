namespace Mezzotint.Imaging.Preprocessing;

/// <summary>What is made of a picture before a ControlNet sees it.</summary>
public enum Preprocessor
{
    /// <summary>Nothing: the picture is an edge map, a pose, a depth map already.</summary>
    None,

    /// <summary>White edges on black.</summary>
    Canny,

    /// <summary>White strokes on black, as of a drawing.</summary>
    Scribble,

    /// <summary>The picture without its details.</summary>
    Tile,
}

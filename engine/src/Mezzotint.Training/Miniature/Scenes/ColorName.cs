namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>The colours that captions name. The order is the classifier's label order: append, never reorder.</summary>
public enum ColorName
{
    /// <summary>A signal red.</summary>
    Red,
    /// <summary>A warm orange.</summary>
    Orange,
    /// <summary>A lemon yellow.</summary>
    Yellow,
    /// <summary>A leaf green, deeper than any ground.</summary>
    Green,
    /// <summary>A royal blue, deeper than any sky by day.</summary>
    Blue,
    /// <summary>A violet.</summary>
    Purple,
    /// <summary>A candy pink.</summary>
    Pink,
    /// <summary>A chocolate brown.</summary>
    Brown,
    /// <summary>A soft black with a lighter outline.</summary>
    Black,
    /// <summary>White with a grey-blue outline.</summary>
    White,
}

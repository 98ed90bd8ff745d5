namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>Where the subject stands. The order is the classifier's label order: append, never reorder.</summary>
public enum Position
{
    /// <summary>In the left third of the picture.</summary>
    Left,
    /// <summary>In the middle, or spread over the whole width when there are several.</summary>
    Middle,
    /// <summary>In the right third of the picture.</summary>
    Right,
}

namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>What the sky is like. The order is the classifier's label order: append, never reorder.</summary>
public enum Time
{
    /// <summary>A light blue sky with a few clouds.</summary>
    Day,
    /// <summary>A dark blue sky with small stars.</summary>
    Night,
    /// <summary>A mauve sky that turns orange and yellow at the horizon.</summary>
    Sunset,
    /// <summary>A grey sky with slanting rain.</summary>
    Rain,
}

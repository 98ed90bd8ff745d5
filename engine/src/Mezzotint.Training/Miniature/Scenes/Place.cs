namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>Where a scene is set. The order is the classifier's label order: append, never reorder.</summary>
public enum Place
{
    /// <summary>A rounded hill, whose colour is an attribute of its own.</summary>
    Hill,
    /// <summary>White drifts and falling flakes.</summary>
    Snow,
    /// <summary>Open water up to the horizon.</summary>
    Sea,
    /// <summary>Dunes with small cacti.</summary>
    Desert,
    /// <summary>A clearing before a row of firs.</summary>
    Forest,
    /// <summary>A street before a row of towers.</summary>
    City,
    /// <summary>Sand before a strip of water.</summary>
    Beach,
    /// <summary>A bank of clouds and nothing below it.</summary>
    Sky,
}

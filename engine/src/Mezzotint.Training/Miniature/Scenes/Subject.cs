namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>What a scene shows. The order is the classifier's label order: append, never reorder.</summary>
public enum Subject
{
    /// <summary>A gabled house with a door, two windows and a chimney.</summary>
    House,
    /// <summary>Two battlemented towers with a gate between them.</summary>
    Castle,
    /// <summary>A round-crowned tree on a dark trunk.</summary>
    Tree,
    /// <summary>A six-petalled flower on a stem with two leaves.</summary>
    Flower,
    /// <summary>A dotted cap on a pale stem.</summary>
    Mushroom,
    /// <summary>Two peaks with snow caps.</summary>
    Mountain,
    /// <summary>A car seen from the side.</summary>
    Car,
    /// <summary>A sailing boat.</summary>
    Boat,
    /// <summary>A rocket in flight.</summary>
    Rocket,
    /// <summary>A hot-air balloon with a basket.</summary>
    Balloon,
    /// <summary>An open umbrella with a hooked handle.</summary>
    Umbrella,
    /// <summary>A sitting cat seen from the front.</summary>
    Cat,
    /// <summary>A fish seen from the side.</summary>
    Fish,
    /// <summary>A plump standing bird.</summary>
    Bird,
    /// <summary>A disc with rays and a face.</summary>
    Sun,
    /// <summary>A fat crescent.</summary>
    Moon,
    /// <summary>A five-pointed star.</summary>
    Star,
    /// <summary>A heart as on playing cards.</summary>
    Heart,
}

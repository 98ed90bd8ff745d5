namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>What a shape is to the scene, by which a style decides how to render it.</summary>
enum Role
{
    /// <summary>The sky itself: pale in line art, never outlined.</summary>
    Sky,
    /// <summary>Ground and what stands on it: pale in line art, no outline in the flat style.</summary>
    Backdrop,
    /// <summary>Small bits of the setting that are never outlined: stars, waves, rain, lit windows.</summary>
    Speck,
    /// <summary>The soft shadow below a subject.</summary>
    Shadow,
    /// <summary>A part of a subject in its colour, outlined.</summary>
    Body,
    /// <summary>A lighter or darker band over a body, not outlined.</summary>
    Shading,
    /// <summary>A neutral part of a subject, outlined: a window, an eye, a wheel.</summary>
    Detail,
    /// <summary>A neutral part that is a line or a dot itself, not outlined.</summary>
    Trim,
}

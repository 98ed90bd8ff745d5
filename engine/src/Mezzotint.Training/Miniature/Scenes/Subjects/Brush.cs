using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>Draws a subject's parts, given in its own coordinates, into a scene.</summary>
/// <param name="drawing">The scene.</param>
/// <param name="placement">From the subject's coordinates to the scene's.</param>
/// <param name="tones">The shades of the subject's colour.</param>
/// <param name="random">Decides proportions.</param>
sealed class Brush(SceneDrawing drawing, Matrix3x2 placement, Tones tones, Random random)
{
    /// <summary>The dull dark brown of trunks and baskets, too dark to be taken for the subject's colour.</summary>
    public static readonly Rgb Bark = new(84, 62, 54);

    /// <summary>A proportion spread evenly over [low, high).</summary>
    public float Vary(float low, float high) => random.Between(low, high);

    /// <summary>A part in the subject's colour.</summary>
    public void Body(Outline part) => Add(part, tones.Main, Role.Body, tones.Edge);

    /// <summary>A part in the subject's darker shade, outlined as a body is.</summary>
    public void DarkBody(Outline part) => Add(part, tones.Dark, Role.Body, tones.Edge);

    /// <summary>A part in the subject's lighter shade, outlined as a body is.</summary>
    public void LightBody(Outline part) => Add(part, tones.Light, Role.Body, tones.Edge);

    /// <summary>A band of the darker shade within a body.</summary>
    public void Shade(Outline part) => Add(part, tones.Dark, Role.Shading, default);

    /// <summary>A band of the lighter shade within a body.</summary>
    public void Shine(Outline part) => Add(part, tones.Light, Role.Shading, default);

    /// <summary>A neutral part of its own colour, outlined.</summary>
    public void Detail(Outline part, Rgb color) => Add(part, color, Role.Detail, tones.DetailEdge);

    /// <summary>A neutral dot or stripe that stays apart from the body's colour.</summary>
    public void Spot(Outline part) => Add(part, tones.Spot, Role.Trim, default);

    /// <summary>A neutral line or dot upon the body: dark, or silver on black.</summary>
    public void Mark(Outline part) => Add(part, tones.DetailEdge, Role.Trim, default);

    /// <summary>A neutral line or dot.</summary>
    public void Trim(Outline part, Rgb color) => Add(part, color, Role.Trim, default);

    void Add(Outline part, Rgb color, Role role, Rgb edge) =>
        drawing.Add(part.Transformed(placement), Paint.Solid(color), role, edge);
}

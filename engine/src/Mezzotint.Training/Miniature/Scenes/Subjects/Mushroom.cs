using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A domed cap with pale dots on a pale stem.</summary>
static class Mushroom
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.08f, false, Draw);

    static readonly Rgb Stalk = new(240, 226, 200);
    static readonly Outline Stem = Outline.Path(
        "M -0.15 0.5 C -0.11 0.7 -0.15 0.82 -0.2 1 L 0.2 1 C 0.15 0.82 0.11 0.7 0.15 0.5 Z");
    static readonly Outline Cap = Outline.Path(
        "M -0.54 0.55 C -0.54 0.2 -0.3 0 0 0 C 0.3 0 0.54 0.2 0.54 0.55 Q 0.54 0.66 0.4 0.66 "
        + "L -0.4 0.66 Q -0.54 0.66 -0.54 0.55 Z");
    static readonly Outline Rim = Outline.Path(
        "M -0.53 0.52 Q 0 0.66 0.53 0.52 Q 0.54 0.66 0.4 0.65 L -0.4 0.65 Q -0.54 0.66 -0.53 0.52 Z");

    static void Draw(Brush brush)
    {
        var shift = brush.Vary(-0.04f, 0.04f);
        brush.Detail(Stem, Stalk);
        brush.Body(Cap);
        brush.Shade(Rim);
        brush.Spot(Outline.Ellipse(shift, 0.23f, 0.1f, 0.09f));
        brush.Spot(Outline.Ellipse(-0.3f + shift, 0.4f, 0.075f, 0.08f));
        brush.Spot(Outline.Ellipse(0.3f + shift, 0.38f, 0.08f, 0.085f));
    }
}

using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A heart with a lit cheek.</summary>
static class Heart
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.08f, true, Draw);

    static readonly Outline Whole = Outline.Path(
        "M 0 1 C -0.22 0.78 -0.54 0.56 -0.54 0.27 C -0.54 0.08 -0.4 0 -0.27 0 C -0.14 0 -0.04 0.08 0 0.2 "
        + "C 0.04 0.08 0.14 0 0.27 0 C 0.4 0 0.54 0.08 0.54 0.27 C 0.54 0.56 0.22 0.78 0 1 Z");
    static readonly Outline Side = Outline.Path(
        "M 0 1 C 0.22 0.78 0.54 0.56 0.54 0.27 C 0.54 0.16 0.5 0.08 0.44 0.04 C 0.5 0.4 0.24 0.68 0 0.86 Z");

    static void Draw(Brush brush)
    {
        var cheek = brush.Vary(0.24f, 0.3f);
        brush.Body(Whole);
        brush.Shade(Side);
        brush.Shine(Outline.Ellipse(-0.28f, cheek, 0.1f, 0.12f));
    }
}

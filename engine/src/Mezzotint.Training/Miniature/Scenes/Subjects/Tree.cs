using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A round crown of overlapping discs on a dark trunk.</summary>
static class Tree
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(0.84f, false, Draw);

    static readonly Outline Trunk = Outline.Path(
        "M -0.07 0.5 L 0.07 0.5 Q 0.06 0.85 0.13 1 L -0.13 1 Q -0.06 0.85 -0.07 0.5 Z");
    static readonly Outline Underside = Outline.Path(
        "M -0.4 0.5 C -0.2 0.6 0.2 0.62 0.34 0.33 C 0.44 0.4 0.42 0.56 0.3 0.64 C 0.2 0.7 0.1 0.66 0.08 0.68 "
        + "C 0 0.72 -0.1 0.7 -0.12 0.66 C -0.26 0.7 -0.4 0.62 -0.4 0.5 Z");

    static void Draw(Brush brush)
    {
        var lean = brush.Vary(-0.03f, 0.03f);
        var low = brush.Vary(0.44f, 0.48f);
        brush.Detail(Trunk, Brush.Bark);
        brush.Body(Outline.Circle(lean, 0.25f, 0.25f).With(
            Outline.Circle(-0.2f, low, 0.22f),
            Outline.Circle(0.2f, low, 0.22f),
            Outline.Circle(-0.17f + lean, 0.31f, 0.2f),
            Outline.Circle(0.17f + lean, 0.31f, 0.2f),
            Outline.Circle(0, 0.5f, 0.22f)));
        brush.Shade(Underside);
        brush.Shine(Outline.Ellipse(-0.09f + lean, 0.17f, 0.09f, 0.07f));
    }
}

using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A fish from the side: a round body, a forked tail, a fin, one pale eye.</summary>
static class Fish
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.6f, false, Draw);

    static readonly Outline Tail = Outline.Path("M 0.3 0.52 L 0.78 0.1 Q 0.66 0.52 0.8 0.95 Z");
    static readonly Outline BackFin = Outline.Path("M -0.3 0.2 C -0.2 -0.02 0.1 -0.04 0.26 0.02 L 0.24 0.3 Z");
    static readonly Outline SideFin = Outline.Path("M 0.0 0.56 Q 0.2 0.5 0.26 0.66 Q 0.16 0.78 0.02 0.68 Z");

    static void Draw(Brush brush)
    {
        var depth = brush.Vary(0.37f, 0.41f);
        brush.DarkBody(Tail);
        brush.DarkBody(BackFin);
        brush.Body(Outline.Ellipse(-0.2f, 0.55f, 0.6f, depth));
        brush.Shine(Outline.Ellipse(-0.16f, 0.38f, 0.4f, 0.12f));
        brush.DarkBody(SideFin);
        brush.Mark(Outline.PathLine("M -0.36 0.3 Q -0.22 0.54 -0.36 0.8", 0.03f));
        brush.Detail(Outline.Circle(-0.53f, 0.46f, 0.1f), Tones.Pale);
        brush.Trim(Outline.Circle(-0.54f, 0.46f, 0.05f), Tones.Ink);
    }
}

using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A fat crescent with three craters.</summary>
static class Moon
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(0.84f, true, Draw);

    static readonly Outline Crescent = Outline.Path(
        "M 0.3 0.02 C -0.1 -0.07 -0.42 0.2 -0.42 0.5 C -0.42 0.8 -0.1 1.07 0.3 0.98 "
        + "C 0.1 0.88 0.02 0.7 0.02 0.5 C 0.02 0.3 0.1 0.12 0.3 0.02 Z");

    static void Draw(Brush brush)
    {
        var shift = brush.Vary(-0.03f, 0.03f);
        brush.Body(Crescent);
        brush.Shade(Outline.Circle(-0.16f, 0.28f + shift, 0.075f));
        brush.Shade(Outline.Circle(-0.24f, 0.52f + shift, 0.06f));
        brush.Shade(Outline.Circle(-0.1f, 0.72f + shift, 0.085f));
    }
}

using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A rocket in flight: a pointed body, two fins, a round window, a pale flame.</summary>
static class Rocket
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(0.68f, true, Draw);

    static readonly Rgb Flame = new(255, 226, 130);
    static readonly Outline Hull = Outline.Path(
        "M 0 0 C 0.17 0.1 0.21 0.3 0.2 0.48 L 0.14 0.8 L -0.14 0.8 L -0.2 0.48 C -0.21 0.3 -0.17 0.1 0 0 Z");
    static readonly Outline Side = Outline.Path(
        "M 0 0 C 0.17 0.1 0.21 0.3 0.2 0.48 L 0.14 0.8 L 0.05 0.8 C 0.12 0.5 0.12 0.2 0 0 Z");
    static readonly Outline Fin = Outline.Path("M 0.17 0.5 C 0.3 0.58 0.36 0.72 0.34 0.9 L 0.12 0.76 Z");

    static void Draw(Brush brush)
    {
        var length = brush.Vary(0.95f, 1.04f);
        brush.Trim(Outline.Path("M -0.11 0.78 C -0.13 0.88 -0.04 0.94 0 1 C 0.04 0.94 0.13 0.88 0.11 0.78 Z")
            .Transformed(Matrix3x2.CreateScale(1, length)), Flame);
        brush.DarkBody(Fin);
        brush.DarkBody(Fin.Transformed(Matrix3x2.CreateScale(-1, 1)));
        brush.Body(Hull);
        brush.Shade(Side);
        brush.Detail(Outline.Circle(0, 0.35f, 0.095f), Tones.Pale);
    }
}

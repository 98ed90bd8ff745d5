using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A hot-air balloon: a striped envelope, ropes, a dark basket.</summary>
static class Balloon
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(0.76f, true, Draw);

    static readonly Outline Envelope = Outline.Path(
        "M 0 0 C 0.26 0 0.38 0.18 0.38 0.34 C 0.38 0.5 0.2 0.62 0.12 0.76 L -0.12 0.76 "
        + "C -0.2 0.62 -0.38 0.5 -0.38 0.34 C -0.38 0.18 -0.26 0 0 0 Z");
    static readonly Outline OuterStripe = Outline.Path(
        "M 0 0 C 0.26 0 0.38 0.18 0.38 0.34 C 0.38 0.5 0.2 0.62 0.12 0.76 L 0.08 0.76 "
        + "C 0.14 0.62 0.25 0.5 0.25 0.34 C 0.25 0.18 0.14 0 0 0 Z");
    static readonly Outline InnerStripe = Outline.Path(
        "M 0 0 C 0.08 0.1 0.12 0.2 0.12 0.34 C 0.12 0.5 0.06 0.62 0.035 0.76 L -0.035 0.76 "
        + "C -0.06 0.62 -0.12 0.5 -0.12 0.34 C -0.12 0.2 -0.08 0.1 0 0 Z");

    static void Draw(Brush brush)
    {
        var basket = brush.Vary(0.07f, 0.09f);
        brush.Trim(Outline.Line(0.018f, new(-0.1f, 0.74f), new(-basket, 0.9f)), Tones.Ink);
        brush.Trim(Outline.Line(0.018f, new(0.1f, 0.74f), new(basket, 0.9f)), Tones.Ink);
        brush.Body(Envelope);
        brush.Shade(OuterStripe);
        brush.Shade(OuterStripe.Transformed(Matrix3x2.CreateScale(-1, 1)));
        brush.Shine(InnerStripe);
        brush.Detail(Outline.Rectangle(-basket - 0.015f, 0.88f, basket + 0.015f, 1), Brush.Bark);
    }
}

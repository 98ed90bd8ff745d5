using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A car from the side: two pale windows, dark wheels with pale hubs, a lamp.</summary>
static class Car
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.7f, false, Draw);

    static readonly Outline Bodywork = Outline.Path(
        "M -0.85 0.82 L -0.85 0.56 Q -0.84 0.42 -0.66 0.4 L -0.46 0.1 Q -0.4 0 -0.28 0 L 0.2 0 "
        + "Q 0.32 0 0.4 0.1 L 0.58 0.4 Q 0.84 0.42 0.85 0.6 L 0.85 0.82 Z");
    static readonly Outline RearWindow = Outline.Path(
        "M -0.48 0.4 L -0.33 0.16 Q -0.3 0.11 -0.25 0.11 L -0.06 0.11 L -0.06 0.4 Z");
    static readonly Outline FrontWindow = Outline.Path(
        "M 0.04 0.4 L 0.04 0.11 L 0.18 0.11 Q 0.24 0.11 0.28 0.17 L 0.42 0.4 Z");

    static void Draw(Brush brush)
    {
        var wheel = brush.Vary(0.18f, 0.205f);
        brush.Body(Bodywork);
        brush.Shade(Outline.Rectangle(-0.85f, 0.68f, 0.85f, 0.82f));
        brush.Detail(RearWindow, Tones.Pale);
        brush.Detail(FrontWindow, Tones.Pale);
        brush.Detail(Outline.Ellipse(0.77f, 0.55f, 0.06f, 0.06f), Tones.Pale);
        foreach (var x in (ReadOnlySpan<float>)[-0.47f, 0.47f])
        {
            brush.Detail(Outline.Circle(x, 1 - wheel, wheel), Tones.Ink);
            brush.Trim(Outline.Circle(x, 1 - wheel, 0.08f), Tones.Pale);
        }
    }
}

using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A high peak before a lower one, both with pale caps and a shaded flank.</summary>
static class Mountain
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.5f, false, Draw);

    static readonly Rgb SnowCap = new(244, 248, 255);
    static readonly Outline LowCap = Outline.Path("M 0.36 0 L 0.48 0.2 L 0.4 0.15 L 0.34 0.22 L 0.25 0.2 Z");
    static readonly Outline HighCap = Outline.Path(
        "M -0.15 0 L 0.03 0.28 L -0.06 0.24 L -0.14 0.36 L -0.22 0.25 L -0.32 0.29 Z");
    static readonly Outline Flank = Outline.Path("M -0.15 0 L 0.48 1 L 0.02 1 L -0.06 0.6 L -0.16 0.4 Z");

    static void Draw(Brush brush)
    {
        var low = brush.Vary(0.3f, 0.4f);
        brush.Body(Outline.Polygon(new(0, 1), new(0.36f, low), new(0.75f, 1)));
        brush.Detail(LowCap.Transformed(Matrix3x2.CreateTranslation(0, low)), SnowCap);
        brush.Body(Outline.Polygon(new(-0.75f, 1), new(-0.15f, 0), new(0.48f, 1)));
        brush.Shade(Flank);
        brush.Detail(HighCap, SnowCap);
    }
}

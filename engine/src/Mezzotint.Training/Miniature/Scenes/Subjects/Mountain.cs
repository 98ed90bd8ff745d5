using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A high peak before a lower one, both with pale caps and a shaded flank.</summary>
static class Mountain
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.5f, false, Draw);

    static readonly Rgb SnowCap = new(244, 248, 255);

    static void Draw(Brush brush)
    {
        var low = brush.Vary(0.3f, 0.4f);
        brush.Body(Outline.Polygon(new(0, 1), new(0.36f, low), new(0.75f, 1)));
        brush.Detail(Outline.Polygon(new(0.36f, low), new(0.48f, low + 0.2f), new(0.4f, low + 0.15f), new(0.34f, low + 0.22f),
            new(0.25f, low + 0.2f)), SnowCap);
        brush.Body(Outline.Polygon(new(-0.75f, 1), new(-0.15f, 0), new(0.48f, 1)));
        brush.Shade(Outline.Polygon(new(-0.15f, 0), new(0.48f, 1), new(0.02f, 1), new(-0.06f, 0.6f), new(-0.16f, 0.4f)));
        brush.Detail(Outline.Polygon(new(-0.15f, 0), new(0.03f, 0.28f), new(-0.06f, 0.24f), new(-0.14f, 0.36f), new(-0.22f, 0.25f),
            new(-0.32f, 0.29f)), SnowCap);
    }
}

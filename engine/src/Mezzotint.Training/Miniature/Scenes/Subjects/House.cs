using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A gabled house: walls, a darker roof, a dark door, two pale windows, a chimney.</summary>
static class House
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1, false, Draw);

    static void Draw(Brush brush)
    {
        var eaves = brush.Vary(0.4f, 0.46f);
        var door = brush.Vary(-0.03f, 0.03f);
        brush.DarkBody(Outline.Rectangle(0.18f, 0.06f, 0.31f, 0.36f));
        brush.Body(Outline.Rectangle(-0.38f, eaves - 0.04f, 0.38f, 1));
        brush.Shade(Outline.Rectangle(0.24f, eaves, 0.38f, 1));
        brush.DarkBody(Outline.Polygon(new(-0.5f, eaves + 0.03f), new(0, 0), new(0.5f, eaves + 0.03f)));
        brush.Detail(Outline.Rectangle(door - 0.09f, 0.67f, door + 0.09f, 1), Tones.Ink);
        foreach (var x in (ReadOnlySpan<float>)[-0.235f, 0.235f])
        {
            brush.Detail(Outline.Rectangle(x - 0.085f, 0.56f, x + 0.085f, 0.73f), Tones.Pale);
            brush.Trim(Outline.Rectangle(x - 0.01f, 0.56f, x + 0.01f, 0.73f), Tones.Ink);
        }
    }
}

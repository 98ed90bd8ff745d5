using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A plump standing bird from the side: beak, wing, tail, thin dark legs.</summary>
static class Bird
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.2f, false, Draw);

    static readonly Rgb Horn = new(240, 170, 60);
    static readonly Outline Torso = Outline.Path(
        "M -0.36 0.02 C -0.16 -0.04 -0.02 0.1 0.02 0.26 C 0.2 0.3 0.36 0.36 0.6 0.3 "
        + "C 0.56 0.62 0.36 0.84 0.02 0.84 C -0.26 0.84 -0.42 0.66 -0.44 0.44 C -0.46 0.36 -0.5 0.28 -0.5 0.2 "
        + "C -0.5 0.1 -0.44 0.04 -0.36 0.02 Z");
    static readonly Outline Wing = Outline.Path(
        "M -0.14 0.42 C 0.06 0.38 0.26 0.44 0.42 0.48 C 0.3 0.7 -0.1 0.8 -0.14 0.42 Z");

    static void Draw(Brush brush)
    {
        var stride = brush.Vary(0.09f, 0.13f);
        foreach (var x in (ReadOnlySpan<float>)[0.02f - stride, 0.02f + stride])
        {
            brush.Trim(Outline.Line(0.035f, new(x, 0.8f), new(x, 0.98f)), Tones.Ink);
            brush.Trim(Outline.Line(0.035f, new(x - 0.08f, 0.985f), new(x + 0.05f, 0.985f)), Tones.Ink);
        }
        brush.Detail(Outline.Polygon(new(-0.47f, 0.15f), new(-0.64f, 0.24f), new(-0.47f, 0.3f)), Horn);
        brush.Body(Torso);
        brush.DarkBody(Wing);
        brush.Detail(Outline.Circle(-0.33f, 0.17f, 0.07f), Tones.Pale);
        brush.Trim(Outline.Circle(-0.345f, 0.17f, 0.035f), Tones.Ink);
    }
}

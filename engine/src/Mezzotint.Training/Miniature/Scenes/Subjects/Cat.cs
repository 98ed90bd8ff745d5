using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A sitting cat from the front: pointed ears, pale eyes, whiskers, a raised tail.</summary>
static class Cat
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(0.84f, false, Draw);

    static readonly Outline Torso = Outline.Path(
        "M -0.17 0.42 C -0.34 0.62 -0.38 0.9 -0.3 1 L 0.3 1 C 0.38 0.9 0.34 0.62 0.17 0.42 Z");
    static readonly Outline Tail = Outline.PathLine(
        "M 0.2 0.94 C 0.46 0.98 0.44 0.8 0.37 0.74 C 0.3 0.68 0.36 0.55 0.42 0.55", 0.1f);
    static readonly Outline Ear = Outline.Path("M 0.28 0.27 L 0.27 0 L 0.05 0.13 Z");

    static void Draw(Brush brush)
    {
        var gaze = brush.Vary(-0.012f, 0.012f);
        brush.Body(Tail.Transformed(Matrix3x2.CreateScale(1, brush.Vary(0.9f, 1.1f), new(0, 0.94f))));
        brush.Body(Torso);
        brush.Shade(Outline.Path("M -0.045 1 L -0.03 0.76 L 0.03 0.76 L 0.045 1 Z"));
        brush.Body(Outline.Ellipse(0, 0.32f, 0.31f, 0.235f).With(Ear, Ear.Transformed(
            Matrix3x2.CreateScale(-1, 1))));
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            brush.Detail(Outline.Ellipse(side * 0.125f, 0.29f, 0.078f, 0.08f), Tones.Pale);
            brush.Trim(Outline.Ellipse(side * 0.125f + gaze, 0.29f, 0.03f, 0.064f), Tones.Ink);
            brush.Detail(Outline.Line(0.016f, new(side * 0.14f, 0.42f), new(side * 0.4f, 0.38f)), Tones.Pale);
            brush.Detail(Outline.Line(0.016f, new(side * 0.14f, 0.45f), new(side * 0.39f, 0.48f)), Tones.Pale);
        }
        brush.Detail(Outline.Polygon(new(-0.045f, 0.385f), new(0.045f, 0.385f), new(0, 0.435f)), Tones.Ink);
    }
}

using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>An open umbrella with a scalloped rim and a hooked steel handle.</summary>
static class Umbrella
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.08f, true, Draw);

    static readonly Outline Canopy = Outline.Path(
        "M -0.54 0.56 C -0.52 -0.1 0.52 -0.1 0.54 0.56 Q 0.45 0.47 0.36 0.55 Q 0.27 0.46 0.18 0.55 "
        + "Q 0.09 0.46 0 0.55 Q -0.09 0.46 -0.18 0.55 Q -0.27 0.46 -0.36 0.55 Q -0.45 0.47 -0.54 0.56 Z");
    static readonly Outline Panel = Outline.Path(
        "M 0 0.07 C 0.13 0.2 0.18 0.36 0.18 0.53 Q 0.09 0.47 0 0.53 Q -0.09 0.47 -0.18 0.53 "
        + "C -0.18 0.36 -0.13 0.2 0 0.07 Z");

    static readonly Outline Handle = Outline.PathLine(
        "M 0 0.02 L 0 0.86 C 0 0.99 0.15 0.99 0.15 0.86 L 0.15 0.83", 0.06f);
    static readonly Rgb Steel = new(150, 154, 170);

    static void Draw(Brush brush)
    {
        brush.Detail(Handle.Transformed(Matrix3x2.CreateScale(1, brush.Vary(0.93f, 1))), Steel);
        brush.Body(Canopy);
        brush.Shade(Panel);
    }
}

using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>Two battlemented towers, a lower wall between them, a dark gate and narrow windows.</summary>
static class Castle
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1.1f, false, Draw);

    static void Draw(Brush brush)
    {
        var wall = brush.Vary(0.38f, 0.46f);
        brush.Body(Battlements(-0.28f, 0.28f, wall, 3));
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            brush.Body(Outline.Rectangle(side * 0.4f - 0.13f, 0.16f, side * 0.4f + 0.13f, 1));
            brush.Shade(Outline.Rectangle(side * 0.4f + 0.05f, 0.2f, side * 0.4f + 0.13f, 1));
            brush.Body(Battlements(side * 0.4f - 0.16f, side * 0.4f + 0.16f, 0, 3, 0.2f));
            brush.Detail(Outline.Path("M -0.04 0.5 L -0.04 0.38 Q 0 0.3 0.04 0.38 L 0.04 0.5 Z")
                .Transformed(Matrix3x2.CreateTranslation(side * 0.4f - 0.02f, 0)), Tones.Ink);
        }
        brush.Detail(Outline.Path("M -0.13 1 L -0.13 0.78 C -0.13 0.6 0.13 0.6 0.13 0.78 L 0.13 1 Z"), Tones.Ink);
    }

    /// <summary>A wall from <paramref name="top"/> down, its upper edge cut into teeth.</summary>
    static Outline Battlements(float left, float right, float top, int teeth, float bottom = 1)
    {
        const float Depth = 0.09f;
        var wall = Outline.Rectangle(left, top + Depth, right, bottom);
        var pitch = (right - left) / (2 * teeth - 1);
        for (var i = 0; i < teeth; i++)
        {
            var x = left + 2 * i * pitch;
            wall = wall.With(Outline.Rectangle(x, top, x + pitch, top + Depth + 0.01f));
        }
        return wall;
    }
}

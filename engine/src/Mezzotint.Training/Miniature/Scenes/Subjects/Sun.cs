using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A disc with a smiling face and twelve pointed rays.</summary>
static class Sun
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1, true, Draw);

    static void Draw(Brush brush)
    {
        var turn = brush.Vary(0, MathF.Tau / 12);
        var rays = new Outline();
        for (var i = 0; i < 12; i++)
        {
            var angle = turn + MathF.Tau * i / 12;
            rays = rays.With(Outline.Polygon(At(angle, 0.5f), At(angle - 0.23f, 0.31f), At(angle + 0.23f, 0.31f)));
        }
        brush.Body(rays);
        brush.Body(Outline.Circle(0, 0.5f, 0.32f));
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
            brush.Mark(Outline.Ellipse(side * 0.105f, 0.45f, 0.034f, 0.045f));
        brush.Mark(Outline.PathLine("M -0.13 0.56 Q 0 0.7 0.13 0.56", 0.035f));
    }

    static Vector2 At(float angle, float radius)
    {
        var (sin, cos) = MathF.SinCos(angle);
        return new(radius * cos, 0.5f + radius * sin);
    }
}

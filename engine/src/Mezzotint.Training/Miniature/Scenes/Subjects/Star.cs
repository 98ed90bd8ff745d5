using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Subjects;

/// <summary>A five-pointed star with a lighter and a darker half to each point.</summary>
static class Star
{
    /// <summary>How it is drawn.</summary>
    public static readonly Figure Figure = new(1, true, Draw);

    static void Draw(Brush brush)
    {
        var turn = brush.Vary(-0.1f, 0.1f);
        var corners = new Vector2[10];
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(turn + MathF.Tau * (i / 10f - 0.25f));
            var radius = i % 2 == 0 ? 0.52f : 0.235f;
            corners[i] = new(radius * cos, 0.52f + radius * sin);
        }
        brush.Body(Outline.Polygon(corners));
        for (var i = 0; i < corners.Length; i += 2)
            brush.Shade(Outline.Polygon(corners[i], corners[i + 1], new(0, 0.52f)));
    }
}

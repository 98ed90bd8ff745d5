using System.Numerics;

namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>Turns lines into areas: a quadrilateral a side and a disc at each joint, united by the non-zero rule.</summary>
static class Stroke
{
    const int JointSegments = 8;
    /// <summary>Cosine of the turn (14 degrees) below which the gap at a joint is too small to see.</summary>
    const float StraightCosine = 0.97f;

    /// <summary>A line of the given width along every contour.</summary>
    public static Outline Around(Outline outline, float width)
    {
        var stroke = new Outline();
        foreach (var contour in outline.Contours)
            Add(stroke, contour, width, closed: true);
        return stroke;
    }

    /// <summary>A line of the given width through the points, not closed.</summary>
    public static Outline Open(Vector2[] points, float width)
    {
        var stroke = new Outline();
        Add(stroke, points, width, closed: false);
        return stroke;
    }

    static void Add(Outline stroke, Vector2[] points, float width, bool closed)
    {
        var sides = closed ? points.Length : points.Length - 1;
        var before = closed ? Direction(points[^1], points[0]) : Vector2.Zero;
        for (var i = 0; i < sides; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Length]);
            var along = Direction(a, b);
            if (along == Vector2.Zero)
                continue;
            var across = new Vector2(-along.Y, along.X) * (width / 2);
            stroke.Contour([a + across, a - across, b - across, b + across], 1);
            if (before != Vector2.Zero && Vector2.Dot(before, along) < StraightCosine)
                AddJoint(stroke, a, width / 2);
            before = along;
        }
    }

    static Vector2 Direction(Vector2 a, Vector2 b)
    {
        var length = Vector2.Distance(a, b);
        return length < 1e-6f ? Vector2.Zero : (b - a) / length;
    }

    static void AddJoint(Outline stroke, Vector2 center, float radius)
    {
        var corners = new Vector2[JointSegments];
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / corners.Length);
            corners[i] = center + new Vector2(cos, sin) * radius;
        }
        stroke.Contour(corners, 1);
    }
}

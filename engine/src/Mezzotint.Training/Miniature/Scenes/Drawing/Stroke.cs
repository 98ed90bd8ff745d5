using System.Numerics;

namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>Turns lines into areas: a quadrilateral a side, united by the non-zero rule.</summary>
/// <remarks>Neighbouring sides share their corners at a gentle joint; a sharp one is filled with a disc.</remarks>
static class Stroke
{
    const int JointSegments = 8;
    /// <summary>Cosine of the turn (37 degrees) up to which a joint is gentle.</summary>
    const float GentleCosine = 0.8f;

    /// <summary>A line of the given width along every contour.</summary>
    public static Outline Around(Outline outline, float width)
    {
        var stroke = new Outline();
        for (var i = 0; i < outline.Count; i++)
            Add(stroke, outline[i], width / 2, closed: true);
        return stroke;
    }

    /// <summary>A line of the given width through the points, not closed.</summary>
    public static Outline Open(ReadOnlySpan<Vector2> points, float width)
    {
        var stroke = new Outline();
        Add(stroke, points, width / 2, closed: false);
        return stroke;
    }

    static void Add(Outline stroke, ReadOnlySpan<Vector2> points, float radius, bool closed)
    {
        var count = points.Length;
        var sides = closed ? count : count - 1;
        for (var i = 0; i < sides; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % count]);
            var along = Direction(a, b);
            var before = closed || i > 0 ? Direction(points[(i + count - 1) % count], a) : along;
            var after = closed || i < sides - 1 ? Direction(b, points[(i + 2) % count]) : along;
            var (start, end) = (Across(along, before) * radius, Across(along, after) * radius);
            stroke.Contour([a + start, a - start, b - end, b + end], 1);
            if (Vector2.Dot(before, along) < GentleCosine)
                AddDisc(stroke, a, radius);
        }
    }

    static Vector2 Direction(Vector2 a, Vector2 b)
    {
        var length = Vector2.Distance(a, b);
        return length < 1e-6f ? Vector2.Zero : (b - a) / length;
    }

    /// <summary>
    /// From the line's middle to its rim where two sides meet: along the bisector, longer by 1 / cos(turn / 2).
    /// </summary>
    static Vector2 Across(Vector2 along, Vector2 neighbour)
    {
        if (Vector2.Dot(along, neighbour) < GentleCosine)
            return new(-along.Y, along.X);
        var bisector = along + neighbour;
        return new Vector2(-bisector.Y, bisector.X) / (1 + Vector2.Dot(along, neighbour));
    }

    static void AddDisc(Outline stroke, Vector2 center, float radius)
    {
        Span<Vector2> corners = stackalloc Vector2[JointSegments];
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / corners.Length);
            corners[i] = center + new Vector2(cos, sin) * radius;
        }
        stroke.Contour(corners, 1);
    }
}

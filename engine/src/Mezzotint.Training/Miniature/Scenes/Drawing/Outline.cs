using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>Closed contours, curves already flattened, x to the right and y downwards.</summary>
/// <remarks>
/// Every contour runs clockwise on the screen, so overlapping contours unite under the non-zero rule; only those of
/// <see cref="Hole"/> run the other way and cut. Immutable once it is handed to a drawing.
/// </remarks>
sealed class Outline
{
    const int CurveSegments = 12;
    const int EllipseSegments = 36;

    readonly List<Vector2> _corners = [];
    readonly List<int> _ends = [];

    /// <summary>Number of contours.</summary>
    public int Count => _ends.Count;

    /// <summary>The corners of a contour; its last is joined to its first.</summary>
    public ReadOnlySpan<Vector2> this[int contour]
    {
        get
        {
            var start = contour == 0 ? 0 : _ends[contour - 1];
            return CollectionsMarshal.AsSpan(_corners)[start.._ends[contour]];
        }
    }

    /// <summary>An axis-aligned rectangle.</summary>
    public static Outline Rectangle(float left, float top, float right, float bottom) =>
        Polygon(new(left, top), new(right, top), new(right, bottom), new(left, bottom));

    /// <summary>A polygon of the given corners, in either direction.</summary>
    public static Outline Polygon(params ReadOnlySpan<Vector2> corners) => new Outline().Contour(corners, 1);

    /// <summary>An ellipse with its axes along x and y.</summary>
    public static Outline Ellipse(float x, float y, float radiusX, float radiusY)
    {
        Span<Vector2> corners = stackalloc Vector2[EllipseSegments];
        for (var i = 0; i < corners.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / corners.Length);
            corners[i] = new(x + radiusX * cos, y + radiusY * sin);
        }
        return new Outline().Contour(corners, 1);
    }

    /// <summary>A circle.</summary>
    public static Outline Circle(float x, float y, float radius) => Ellipse(x, y, radius, radius);

    /// <summary>A line through the points as an area of the given width, with round joints and butt ends.</summary>
    public static Outline Line(float width, params ReadOnlySpan<Vector2> points) =>
        Stroke.Open(points, width);

    /// <summary>
    /// Contours written as in SVG: absolute <c>M x y</c>, <c>L x y</c>, <c>Q</c>, <c>C</c> and <c>Z</c>.
    /// </summary>
    /// <exception cref="FormatException">Another command, or a number that is none.</exception>
    public static Outline Path(string text)
    {
        var outline = new Outline();
        foreach (var points in PathPoints(text))
            outline.Contour(CollectionsMarshal.AsSpan(points), 1);
        return outline;
    }

    /// <summary>The first contour of a path as an open line of the given width.</summary>
    public static Outline PathLine(string text, float width) =>
        Stroke.Open(CollectionsMarshal.AsSpan(PathPoints(text)[0]), width);

    /// <summary>This outline and others as one: their union.</summary>
    public Outline With(params ReadOnlySpan<Outline> others)
    {
        var union = Copy();
        foreach (var other in others)
        {
            for (var i = 0; i < other.Count; i++)
                union.Append(other[i]);
        }
        return union;
    }

    /// <summary>This outline less another that lies inside it.</summary>
    public Outline Hole(Outline other)
    {
        var cut = Copy();
        for (var i = 0; i < other.Count; i++)
            cut.Contour(other[i], -1);
        return cut;
    }

    /// <summary>The corners of the smallest box around the outline: top left, bottom right.</summary>
    public (Vector2 Low, Vector2 High) Bounds()
    {
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var corner in _corners)
            (low, high) = (Vector2.Min(low, corner), Vector2.Max(high, corner));
        return (low, high);
    }

    /// <summary>The outline moved, scaled, mirrored or turned.</summary>
    public Outline Transformed(Matrix3x2 matrix) => Mapped(point => Vector2.Transform(point, matrix));

    /// <summary>The outline with every corner moved.</summary>
    public Outline Mapped(Func<Vector2, Vector2> map)
    {
        var mapped = new Outline();
        for (var i = 0; i < Count; i++)
        {
            foreach (var corner in this[i])
                mapped._corners.Add(map(corner));
            mapped.Close(SignedArea(this[i]) < 0 ? -1 : 1);
        }
        return mapped;
    }

    /// <summary>The outline with corners added so that no side is longer than <paramref name="length"/>.</summary>
    public Outline Subdivided(float length)
    {
        var fine = new Outline();
        for (var i = 0; i < Count; i++)
        {
            var a = this[i][^1];
            foreach (var b in this[i])
            {
                var pieces = Math.Max(1, (int)MathF.Ceiling(Vector2.Distance(a, b) / length));
                for (var piece = 1; piece <= pieces; piece++)
                    fine._corners.Add(Vector2.Lerp(a, b, (float)piece / pieces));
                a = b;
            }
            fine._ends.Add(fine._corners.Count);
        }
        return fine;
    }

    /// <summary>Adds a contour, turned round where its direction is not the one asked for.</summary>
    /// <param name="corners">Its corners.</param>
    /// <param name="sign">1 for an area, -1 for a hole.</param>
    internal Outline Contour(ReadOnlySpan<Vector2> corners, int sign)
    {
        _corners.AddRange(corners);
        Close(sign);
        return this;
    }

    void Close(int sign)
    {
        _ends.Add(_corners.Count);
        if (SignedArea(this[Count - 1]) * sign < 0)
            _corners.Reverse(_corners.Count - this[Count - 1].Length, this[Count - 1].Length);
    }

    void Append(ReadOnlySpan<Vector2> contour)
    {
        _corners.AddRange(contour);
        _ends.Add(_corners.Count);
    }

    Outline Copy()
    {
        var copy = new Outline();
        copy._corners.AddRange(_corners);
        copy._ends.AddRange(_ends);
        return copy;
    }

    static float SignedArea(ReadOnlySpan<Vector2> corners)
    {
        var area = 0f;
        var a = corners[^1];
        foreach (var b in corners)
        {
            area += a.X * b.Y - b.X * a.Y;
            a = b;
        }
        return area;
    }

    static List<List<Vector2>> PathPoints(string text)
    {
        var contours = new List<List<Vector2>>();
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        while (words.TryDequeue(out var command))
        {
            if (command == "M")
                contours.Add([]);
            if (command == "Z")
                continue;
            var points = contours[^1];
            switch (command)
            {
                case "M" or "L": points.Add(Next(words)); break;
                case "Q": AddQuadratic(points, Next(words), Next(words)); break;
                case "C": AddCubic(points, Next(words), Next(words), Next(words)); break;
                default: throw new FormatException($"'{command}' in the path '{text}' is none of M, L, Q, C, Z.");
            }
        }
        return contours;
    }

    static Vector2 Next(Queue<string> words) => new(
        float.Parse(words.Dequeue(), CultureInfo.InvariantCulture),
        float.Parse(words.Dequeue(), CultureInfo.InvariantCulture));

    static void AddQuadratic(List<Vector2> points, Vector2 control, Vector2 end)
    {
        var start = points[^1];
        AddCubic(points, Vector2.Lerp(start, control, 2f / 3), Vector2.Lerp(end, control, 2f / 3), end);
    }

    static void AddCubic(List<Vector2> points, Vector2 first, Vector2 second, Vector2 end)
    {
        var start = points[^1];
        for (var i = 1; i <= CurveSegments; i++)
        {
            var t = (float)i / CurveSegments;
            var s = 1 - t;
            points.Add(s * s * s * start + 3 * s * s * t * first + 3 * s * t * t * second + t * t * t * end);
        }
    }
}

using System.Buffers;
using System.Numerics;

namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>Fills outlines with the exact share of every pixel that they cover.</summary>
/// <remarks>
/// Each side of an outline leaves, in the cells it crosses, the change of coverage that it causes from there to the right;
/// a running sum along the row is then the winding number averaged over the pixel, and its magnitude, cut at one, the
/// coverage under the non-zero rule.
/// </remarks>
static class Raster
{
    /// <summary>Paints an outline over a picture.</summary>
    /// <param name="picture">Square picture; unit coordinates span its width.</param>
    /// <param name="outline">Area in unit coordinates; what lies outside the picture is cut off.</param>
    /// <param name="paint">Colour and opacity.</param>
    /// <param name="smooth">False paints whole pixels where at least half is covered, and no others.</param>
    public static void Fill(Picture picture, Outline outline, Paint paint, bool smooth = true)
    {
        var size = picture.Width;
        var (top, bottom) = Rows(outline, size);
        if (top >= bottom)
            return;
        var stride = size + 2;
        var changes = ArrayPool<float>.Shared.Rent(stride * (bottom - top));
        var window = changes.AsSpan(0, stride * (bottom - top));
        window.Clear();
        foreach (var contour in outline.Contours)
        {
            var before = contour[^1] * size;
            foreach (var corner in contour)
            {
                var point = corner * size;
                AddSide(window, before, point, new Band(top, bottom, size));
                before = point;
            }
        }
        for (var y = top; y < bottom; y++)
            BlendRow(picture, y, window.Slice((y - top) * stride, size), paint, smooth);
        ArrayPool<float>.Shared.Return(changes);
    }

    /// <summary>The rows [Top, Bottom) of a picture <paramref name="Size"/> wide that a fill touches.</summary>
    readonly record struct Band(int Top, int Bottom, int Size);

    static (int Top, int Bottom) Rows(Outline outline, int size)
    {
        var (low, high) = (float.MaxValue, float.MinValue);
        foreach (var contour in outline.Contours)
        {
            foreach (var point in contour)
            {
                low = MathF.Min(low, point.Y);
                high = MathF.Max(high, point.Y);
            }
        }
        return ((int)MathF.Floor(Math.Clamp(low, 0, 1) * size), (int)MathF.Ceiling(Math.Clamp(high, 0, 1) * size));
    }

    static void AddSide(Span<float> changes, Vector2 from, Vector2 to, Band band)
    {
        if (from.Y == to.Y)
            return;
        var sign = from.Y < to.Y ? 1f : -1f;
        var (upper, lower) = from.Y < to.Y ? (from, to) : (to, from);
        var slope = (lower.X - upper.X) / (lower.Y - upper.Y);
        var first = Math.Max(band.Top, (int)MathF.Floor(upper.Y));
        var last = Math.Min(band.Bottom, (int)MathF.Ceiling(lower.Y));
        for (var y = first; y < last; y++)
        {
            var start = MathF.Max(y, upper.Y);
            var end = MathF.Min(y + 1, lower.Y);
            var xStart = Math.Clamp(upper.X + (start - upper.Y) * slope, 0, band.Size);
            var xEnd = Math.Clamp(upper.X + (end - upper.Y) * slope, 0, band.Size);
            var row = changes.Slice((y - band.Top) * (band.Size + 2), band.Size + 2);
            AddRowPart(row, MathF.Min(xStart, xEnd), MathF.Max(xStart, xEnd), (end - start) * sign);
        }
    }

    /// <summary>One row's part of a side: <paramref name="height"/> is shared among the columns it crosses.</summary>
    static void AddRowPart(Span<float> row, float left, float right, float height)
    {
        var column = (int)left;
        if (right <= column + 1)
        {
            Add(row, column, (left + right) / 2 - column, height);
            return;
        }
        var perColumn = height / (right - left);
        for (var x = left; x < right; column++)
        {
            var next = MathF.Min(column + 1, right);
            Add(row, column, (x + next) / 2 - column, (next - x) * perColumn);
            x = next;
        }
    }

    /// <summary>A crossing at a mean distance <paramref name="inset"/> from the cell's left covers the rest of the cell.</summary>
    static void Add(Span<float> row, int column, float inset, float height)
    {
        row[column] += height * (1 - inset);
        row[column + 1] += height * inset;
    }

    static void BlendRow(Picture picture, int y, ReadOnlySpan<float> changes, Paint paint, bool smooth)
    {
        var color = paint.At((y + 0.5f) / picture.Height);
        var pixels = picture.Pixels.AsSpan(y * picture.Width * 3, picture.Width * 3);
        var winding = 0f;
        for (var x = 0; x < changes.Length; x++)
        {
            winding += changes[x];
            var coverage = MathF.Min(MathF.Abs(winding), 1);
            if (!smooth)
                coverage = coverage >= 0.5f ? 1 : 0;
            if (coverage < 0.002f)
                continue;
            var share = coverage * paint.Opacity;
            var pixel = pixels.Slice(x * 3, 3);
            pixel[0] = (byte)(pixel[0] + (color.R - pixel[0]) * share + 0.5f);
            pixel[1] = (byte)(pixel[1] + (color.G - pixel[1]) * share + 0.5f);
            pixel[2] = (byte)(pixel[2] + (color.B - pixel[2]) * share + 0.5f);
        }
    }
}

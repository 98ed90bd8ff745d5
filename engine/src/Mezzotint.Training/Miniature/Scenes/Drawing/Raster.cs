using System.Buffers;
using System.Numerics;

namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>Fills outlines with the exact share of every pixel that they cover.</summary>
/// <remarks>
/// Each side of an outline leaves, in the cells it crosses, the change of coverage that it causes from there on to the
/// right; a running sum along the row is then the winding number averaged over the pixel, and its magnitude, cut at
/// one, the coverage under the non-zero rule.
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
        var box = Box.Around(outline, picture.Width);
        if (box.Width <= 0 || box.Height <= 0)
            return;
        var stride = box.Width + 2;
        var rented = ArrayPool<float>.Shared.Rent(stride * box.Height);
        var changes = rented.AsSpan(0, stride * box.Height);
        changes.Clear();
        var origin = new Vector2(box.Left, box.Top);
        for (var i = 0; i < outline.Count; i++)
        {
            var contour = outline[i];
            var before = contour[^1] * picture.Width - origin;
            foreach (var corner in contour)
            {
                var point = corner * picture.Width - origin;
                AddSide(changes, before, point, box);
                before = point;
            }
        }
        for (var row = 0; row < box.Height; row++)
        {
            var pixels = picture.Pixels.AsSpan(((box.Top + row) * picture.Width + box.Left) * 3, box.Width * 3);
            var color = paint.At((box.Top + row + 0.5f) / picture.Height);
            var coverage = changes.Slice(row * stride, box.Width);
            Accumulate(coverage, smooth);
            Blend(pixels, coverage, color, paint.Opacity);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The pixels that an outline may touch.</summary>
    readonly record struct Box(int Left, int Top, int Width, int Height)
    {
        public static Box Around(Outline outline, int size)
        {
            var (low, high) = outline.Bounds();
            low = Vector2.Clamp(low, Vector2.Zero, Vector2.One) * size;
            high = Vector2.Clamp(high, Vector2.Zero, Vector2.One) * size;
            var (left, top) = ((int)low.X, (int)low.Y);
            return new(left, top, (int)MathF.Ceiling(high.X) - left, (int)MathF.Ceiling(high.Y) - top);
        }
    }

    /// <summary>Notes the changes of one side, given in pixels from the box's corner.</summary>
    static void AddSide(Span<float> changes, Vector2 from, Vector2 to, Box box)
    {
        if (from.Y == to.Y)
            return;
        var sign = from.Y < to.Y ? 1f : -1f;
        var (upper, lower) = from.Y < to.Y ? (from, to) : (to, from);
        var slope = (lower.X - upper.X) / (lower.Y - upper.Y);
        var first = Math.Max(0, (int)MathF.Floor(upper.Y));
        var last = Math.Min(box.Height, (int)MathF.Ceiling(lower.Y));
        for (var y = first; y < last; y++)
        {
            var start = MathF.Max(y, upper.Y);
            var end = MathF.Min(y + 1, lower.Y);
            var xStart = Math.Clamp(upper.X + (start - upper.Y) * slope, 0, box.Width);
            var xEnd = Math.Clamp(upper.X + (end - upper.Y) * slope, 0, box.Width);
            var row = changes.Slice(y * (box.Width + 2), box.Width + 2);
            AddRowPart(row, MathF.Min(xStart, xEnd), MathF.Max(xStart, xEnd), (end - start) * sign);
        }
    }

    /// <summary>One row's part of a side: <paramref name="height"/> is shared among the columns it crosses.</summary>
    static void AddRowPart(Span<float> row, float left, float right, float height)
    {
        var column = (int)left;
        if (right <= column + 1)
        {
            AddCrossing(row, column, (left + right) / 2 - column, height);
            return;
        }
        var perColumn = height / (right - left);
        for (var x = left; x < right; column++)
        {
            var next = MathF.Min(column + 1, right);
            AddCrossing(row, column, (x + next) / 2 - column, (next - x) * perColumn);
            x = next;
        }
    }

    /// <summary>
    /// A crossing at a mean distance <paramref name="inset"/> from the cell's left covers the rest of it.
    /// </summary>
    static void AddCrossing(Span<float> row, int column, float inset, float height)
    {
        row[column] += height * (1 - inset);
        row[column + 1] += height * inset;
    }

    /// <summary>Turns the changes along a row into coverage, 0..1; not smooth, into 0 or 1.</summary>
    static void Accumulate(Span<float> row, bool smooth)
    {
        var winding = 0f;
        foreach (ref var cell in row)
        {
            winding += cell;
            var coverage = MathF.Min(MathF.Abs(winding), 1);
            cell = smooth ? coverage : MathF.Round(coverage);
        }
    }

    static void Blend(Span<byte> pixels, ReadOnlySpan<float> coverage, Rgb color, float opacity)
    {
        const float Nothing = 1f / 512;
        var (red, green, blue) = ((byte)(color.R + 0.5f), (byte)(color.G + 0.5f), (byte)(color.B + 0.5f));
        for (var x = 0; x < coverage.Length; x++)
        {
            var share = coverage[x] * opacity;
            if (share < Nothing)
                continue;
            var pixel = pixels.Slice(x * 3, 3);
            if (share > 1 - Nothing)
            {
                (pixel[0], pixel[1], pixel[2]) = (red, green, blue);
                continue;
            }
            pixel[0] = (byte)(pixel[0] + (color.R - pixel[0]) * share + 0.5f);
            pixel[1] = (byte)(pixel[1] + (color.G - pixel[1]) * share + 0.5f);
            pixel[2] = (byte)(pixel[2] + (color.B - pixel[2]) * share + 0.5f);
        }
    }
}

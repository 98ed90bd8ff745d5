using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Styles;

/// <summary>A 32 x 32 picture without smoothing, each of its pixels enlarged to a square.</summary>
static class PixelArt
{
    const int Grid = 32;
    const float EdgeWidth = 0.6f / Grid;

    /// <summary>Renders a drawing.</summary>
    public static Picture Render(SceneDrawing drawing, int size)
    {
        var small = new Picture(Grid, Grid);
        foreach (var shape in drawing.Shapes)
        {
            var outline = shape.Role is Role.Speck or Role.Trim ? Snapped(shape.Outline) : shape.Outline;
            var edge = Paint.Solid(shape.Edge.Mix(shape.Paint.Top, 0.3f));
            if (shape.Role == Role.Body)
                Raster.Fill(small, Stroke.Around(outline, 2 * EdgeWidth), edge, smooth: false);
            Raster.Fill(small, outline, shape.Paint, smooth: false);
        }
        return Enlarge(small, size);
    }

    /// <summary>
    /// A bit that is thinner than a pixel becomes a box of whole pixels, or it would vanish here and there.
    /// </summary>
    static Outline Snapped(Outline outline)
    {
        var (low, high) = outline.Bounds();
        var extent = (high - low) * Grid;
        if (extent.X >= 1 && extent.Y >= 1)
            return outline;
        var columns = MathF.Max(1, MathF.Round(extent.X));
        var rows = MathF.Max(1, MathF.Round(extent.Y));
        var middle = (low + high) * (Grid / 2f);
        var left = MathF.Round(middle.X - columns / 2);
        var top = MathF.Round(middle.Y - rows / 2);
        return Outline.Rectangle(left / Grid, top / Grid, (left + columns) / Grid, (top + rows) / Grid);
    }

    static Picture Enlarge(Picture small, int size)
    {
        var picture = new Picture(size, size);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var from = (y * Grid / size * Grid + x * Grid / size) * 3;
                small.Pixels.AsSpan(from, 3).CopyTo(picture.Pixels.AsSpan((y * size + x) * 3));
            }
        }
        return picture;
    }
}

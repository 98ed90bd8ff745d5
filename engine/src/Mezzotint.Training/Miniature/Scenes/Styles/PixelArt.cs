using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Styles;

/// <summary>A 32 x 32 picture without smoothing, each of its pixels enlarged to a square.</summary>
static class PixelArt
{
    const int Grid = 32;
    const float EdgeWidth = 0.5f / Grid;

    /// <summary>Renders a drawing.</summary>
    public static Picture Render(SceneDrawing drawing, int size)
    {
        var small = new Picture(Grid, Grid);
        foreach (var shape in drawing.Shapes)
        {
            if (shape.Role == Role.Body)
                Raster.Fill(small, Stroke.Around(shape.Outline, 2 * EdgeWidth), Paint.Solid(shape.Edge), smooth: false);
            Raster.Fill(small, shape.Outline, shape.Paint, smooth: false);
        }
        return Enlarge(small, size);
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

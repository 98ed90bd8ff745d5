using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Styles;

/// <summary>Even colours and soft gradients; subjects have a thin outline in a shade of their own.</summary>
static class Flat
{
    const float EdgeWidth = 0.011f;

    /// <summary>Renders a drawing.</summary>
    public static Picture Render(SceneDrawing drawing, int size)
    {
        var picture = new Picture(size, size);
        foreach (var shape in drawing.Shapes)
        {
            if (shape.Role is Role.Body or Role.Detail)
                Raster.Fill(picture, Stroke.Around(shape.Outline, 2 * EdgeWidth), Paint.Solid(shape.Edge));
            Raster.Fill(picture, shape.Outline, shape.Paint);
        }
        return picture;
    }
}

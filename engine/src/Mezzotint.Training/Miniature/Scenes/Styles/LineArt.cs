using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Styles;

/// <summary>Dark ink lines; the setting is a pale wash, the subject keeps its colour.</summary>
static class LineArt
{
    const float LineWidth = 0.014f;
    const float BackdropLineWidth = 0.009f;

    static readonly Rgb Ink = new(34, 34, 46);
    static readonly Rgb Paper = new(255, 254, 250);
    static readonly Rgb NightPaper = new(206, 216, 255);

    /// <summary>
    /// Renders a drawing; night keeps a deeper wash than other times, or it would not be told from rain.
    /// </summary>
    public static Picture Render(SceneDrawing drawing, int size, Time time)
    {
        var (sky, wash) = time == Time.Night ? (NightPaper, 0.42f) : (Paper, 0.56f);
        var picture = new Picture(size, size);
        foreach (var shape in drawing.Shapes)
        {
            var width = shape.Role switch
            {
                Role.Body or Role.Detail => LineWidth,
                Role.Backdrop => BackdropLineWidth,
                _ => 0,
            };
            if (width > 0)
                Raster.Fill(picture, Stroke.Around(shape.Outline, 2 * width), Paint.Solid(Ink));
            if (shape.Role != Role.Shadow)
                Raster.Fill(picture, shape.Outline, Washed(shape, sky, wash));
        }
        return picture;
    }

    static Paint Washed(Shape shape, Rgb sky, float wash) => shape.Role switch
    {
        Role.Sky => shape.Paint.Mix(sky, wash),
        Role.Backdrop => shape.Paint.Mix(Paper, 0.7f * wash) with { Opacity = 1 },
        Role.Speck => shape.Paint.Mix(Paper, wash / 2),
        Role.Body => shape.Paint.Mix(Paper, 0.1f),
        Role.Shading => shape.Paint.Mix(Paper, 0.1f) with { Opacity = 0.5f },
        _ => shape.Paint,
    };
}

using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Styles;

/// <summary>Wobbling edges that dry darker, blotches of pigment, and a ragged border of bare paper.</summary>
static class Watercolor
{
    const float Border = 0.045f;
    const float Wobble = 0.011f;
    const float EdgeWidth = 0.007f;
    const float SideLength = 0.025f;

    static readonly Rgb Paper = new(252, 249, 242);

    /// <summary>Renders a drawing; night is painted with more pigment than other times.</summary>
    public static Picture Render(SceneDrawing drawing, int size, Time time, Random random)
    {
        var wash = time == Time.Night ? 0.04f : 0.18f;
        var (across, down) = (new Noise(random, 11), new Noise(random, 11));
        Vector2 Displace(Vector2 point) =>
            point + Wobble * new Vector2(across.At(point.X, point.Y), down.At(point.X, point.Y));

        var picture = new Picture(size, size);
        foreach (var shape in drawing.Shapes)
        {
            var outline = shape.Outline.Subdivided(SideLength).Mapped(Displace);
            if (shape.Role is Role.Body or Role.Detail)
                Raster.Fill(picture, Stroke.Around(outline, 2 * EdgeWidth), Paint.Solid(shape.Edge, 0.55f));
            Raster.Fill(picture, outline, Diluted(shape, wash));
        }
        AddPigment(picture, random);
        return picture;
    }

    static Paint Diluted(Shape shape, float wash) => shape.Role switch
    {
        Role.Sky or Role.Backdrop => shape.Paint.Mix(Paper, wash),
        Role.Body or Role.Shading => shape.Paint.Mix(Paper, 0.02f),
        _ => shape.Paint,
    };

    /// <summary>Multiplies the picture by blotches and fades it to paper beyond a ragged border.</summary>
    static void AddPigment(Picture picture, Random random)
    {
        var (coarse, fine) = (new Noise(random, 5), new Noise(random, 13));
        var size = picture.Width;
        var (blotches, grains) = (new float[size], new float[size]);
        for (var y = 0; y < size; y++)
        {
            var v = (y + 0.5f) / size;
            coarse.Row(v, blotches);
            fine.Row(v, grains);
            for (var x = 0; x < size; x++)
            {
                var u = (x + 0.5f) / size;
                var (blotch, grain) = (blotches[x], grains[x]);
                var inset = MathF.Min(MathF.Min(u, 1 - u), MathF.Min(v, 1 - v));
                var wet = Math.Clamp((inset - Border - 0.028f * grain) / 0.012f, 0, 1);
                var pigment = wet * (0.96f + 0.09f * blotch + 0.04f * grain);
                Dilute(picture.Pixels.AsSpan((y * size + x) * 3, 3), pigment);
            }
        }
    }

    /// <summary>1 leaves a pixel, less mixes it with paper, more darkens it.</summary>
    static void Dilute(Span<byte> pixel, float pigment)
    {
        pixel[0] = (byte)Math.Clamp(Paper.R + (pixel[0] - Paper.R) * pigment + 0.5f, 0, 255);
        pixel[1] = (byte)Math.Clamp(Paper.G + (pixel[1] - Paper.G) * pigment + 0.5f, 0, 255);
        pixel[2] = (byte)Math.Clamp(Paper.B + (pixel[2] - Paper.B) * pigment + 0.5f, 0, 255);
    }
}

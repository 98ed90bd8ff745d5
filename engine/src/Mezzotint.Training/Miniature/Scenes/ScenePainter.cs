using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;
using Mezzotint.Training.Miniature.Scenes.Places;
using Mezzotint.Training.Miniature.Scenes.Styles;
using Mezzotint.Training.Miniature.Scenes.Subjects;

namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>Draws the picture of a scene.</summary>
public static class ScenePainter
{
    /// <summary>
    /// Draws a scene; the same description and size give the same bytes. Safe from many threads at once.
    /// </summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="size">Width and height in pixels, 32 to 1024. The composition does not depend on it.</param>
    /// <exception cref="ArgumentException">The size is out of range.</exception>
    public static Picture Paint(SceneDescription scene, int size)
    {
        if (size is < 32 or > 1024)
            throw new ArgumentException($"A scene is drawn at 32 to 1024 pixels, not at {size}.");
        var random = new Random(scene.Seed);
        var drawing = new SceneDrawing();
        var setting = new Setting(drawing, scene, Daylight.Of(scene.Time), random);
        var ground = setting.DrawBehind();
        foreach (var placement in Placement.Arrange(scene, random))
            DrawSubject(drawing, placement, ground, random);
        setting.DrawBefore();
        return StyleRenderer.Render(drawing, scene, size, random);
    }

    static void DrawSubject(SceneDrawing drawing, Placement placement, Func<float, float> ground, Random random)
    {
        var figure = Figure.Of(placement.Subject);
        var half = figure.Width * placement.Height / 2;
        var standing = MathF.Max(ground(placement.X - 0.7f * half), ground(placement.X + 0.7f * half));
        var top = figure.Floats ? random.Between(0.36f, 0.43f) - placement.Height / 2 : standing - placement.Height;
        if (!figure.Floats)
            AddShadow(drawing, placement.X, standing, half);
        var stretch = random.Between(0.94f, 1.06f) * (random.Chance(0.5f) ? -1 : 1);
        var matrix = Matrix3x2.CreateScale(placement.Height * stretch, placement.Height)
            * Matrix3x2.CreateTranslation(placement.X, top);
        if (figure.Floats)
        {
            var tilt = random.Between(-0.12f, 0.12f);
            matrix *= Matrix3x2.CreateRotation(tilt, new(placement.X, top + placement.Height / 2));
        }
        figure.Draw(new Brush(drawing, matrix, Tones.Of(placement.Color), random));
    }

    static void AddShadow(SceneDrawing drawing, float x, float y, float half)
    {
        var shadow = Scenes.Drawing.Paint.Solid(new(20, 24, 48), 0.22f);
        drawing.Add(Outline.Ellipse(x, y, half * 1.06f, 0.022f), shadow, Role.Shadow);
    }
}

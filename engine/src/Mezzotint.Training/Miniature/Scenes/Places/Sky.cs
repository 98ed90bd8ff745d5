using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>The sky of each time, down to the bottom edge; grounds are painted over it.</summary>
static class Sky
{
    /// <summary>Half-way from the top edge to the horizon.</summary>
    const float Half = 0.37f;

    /// <summary>Draws the gradient and what hangs in it.</summary>
    public static void Draw(Setting setting)
    {
        var sky = setting.Daylight;
        var upper = new Paint(sky.Zenith, sky.Middle, 0, Half);
        var lower = new Paint(sky.Middle, sky.Horizon, Half, 2 * Half);
        setting.Drawing.Add(Outline.Rectangle(-0.02f, -0.02f, 1.02f, 1.02f), upper, Role.Sky);
        setting.Drawing.Add(Outline.Rectangle(-0.02f, Half, 1.02f, 1.02f), lower, Role.Sky);
        if (setting.Scene.Time == Time.Night)
            DrawStars(setting);
        else if (setting.Scene.Time == Time.Day)
            DrawClouds(setting, new(255, 255, 255), 1);
        else if (setting.Scene.Time == Time.Sunset)
            DrawStreaks(setting);
        else
            DrawClouds(setting, new(92, 102, 118), 1.6f);
    }

    static void DrawStars(Setting setting)
    {
        var random = setting.Random;
        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 5; column++)
            {
                var x = (column + random.Between(0.1f, 0.9f)) / 5;
                var y = (row + random.Between(0.1f, 0.9f)) / 4 * 0.6f;
                var star = Outline.Circle(x, y, random.Between(0.007f, 0.012f));
                setting.Drawing.Add(star, new Rgb(255, 250, 220), Role.Speck);
            }
        }
    }

    static void DrawClouds(Setting setting, Rgb color, float scale)
    {
        var random = setting.Random;
        var first = random.Between(0, 0.4f);
        for (var i = 0; i < 3; i++)
        {
            var x = (first + i * random.Between(0.32f, 0.4f)) % 1;
            var cloud = Clouds.Cloud(random, x, random.Between(0.08f, 0.2f), random.Between(0.16f, 0.24f) * scale);
            setting.Drawing.Add(cloud, Paint.Solid(color, 0.85f), Role.Backdrop);
        }
    }

    static void DrawStreaks(Setting setting)
    {
        var random = setting.Random;
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (random.Between(0, 1), 0.1f + 0.12f * i + random.Between(0, 0.05f));
            var streak = Outline.Ellipse(x, y, random.Between(0.16f, 0.3f), random.Between(0.012f, 0.02f));
            setting.Drawing.Add(streak, Paint.Solid(new(255, 190, 150), 0.55f), Role.Speck);
        }
    }
}

using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>A street before a row of flat-roofed towers with rows of windows.</summary>
static class City
{
    static readonly Rgb Tower = new(150, 162, 184);
    static readonly Rgb Road = new(112, 116, 128);

    /// <summary>Draws it.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        for (var left = random.Between(-0.1f, 0); left < 1;)
        {
            var right = left + random.Between(0.13f, 0.19f);
            DrawTower(setting, left, right, random.Between(0.3f, 0.52f), random.Between(0.86f, 1.06f));
            left = right + random.Of(0, 0, 0.02f);
        }
        setting.Add(Outline.Rectangle(-0.02f, 0.76f, 1.02f, 0.81f), new(196, 198, 204));
        setting.Add(Outline.Rectangle(-0.02f, 0.8f, 1.02f, 1.02f), Road, Road.Scale(0.82f), 0.8f);
        for (var x = random.Between(-0.1f, 0.1f); x < 1; x += 0.28f)
            setting.AddSpeck(Outline.Rectangle(x, 0.915f, x + 0.15f, 0.935f), new(240, 240, 236));
        return _ => 0.84f;
    }

    static void DrawTower(Setting setting, float left, float right, float top, float brightness)
    {
        setting.Add(Outline.Rectangle(left, top, right, 0.78f), Tower.Scale(brightness));
        const float Window = 0.03f;
        var columns = (int)((right - left) / 0.06f);
        var gap = (right - left - columns * Window) / (columns + 1);
        for (var y = top + 0.04f; y < 0.7f; y += 0.07f)
        {
            for (var i = 0; i < columns; i++)
            {
                var x = left + gap + i * (Window + gap);
                var pane = Outline.Rectangle(x, y, x + Window, y + Window * 1.2f);
                if (setting.Scene.Time == Time.Night && setting.Random.Chance(0.5f))
                    setting.Drawing.Add(pane, new Rgb(236, 208, 128), Role.Speck);
                else
                    setting.AddSpeck(pane, Tower.Scale(brightness * 0.72f));
            }
        }
    }
}

using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>High above the ground: a bank of white clouds along the bottom edge.</summary>
static class CloudBank
{
    static readonly Rgb Bright = new(255, 255, 255);
    static readonly Rgb Shaded = new(206, 220, 242);

    /// <summary>Draws the clouds behind the subjects.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        Add(setting, Clouds.Bank(random, 0.72f, 0.09f), 0.72f, Shaded);
        return _ => 0.86f;
    }

    /// <summary>Draws the clouds before the subjects.</summary>
    public static void DrawFront(Setting setting) =>
        Add(setting, Clouds.Bank(setting.Random, 0.82f, 0.1f), 0.82f, Bright);

    static void Add(Setting setting, Outline bank, float from, Rgb color)
    {
        var (top, bottom) = (setting.Daylight.Lit(color).Mix(color, 0.25f), setting.Daylight.Lit(Shaded));
        setting.Drawing.Add(bank, new Paint(top, bottom, from, 1), Role.Backdrop);
    }
}

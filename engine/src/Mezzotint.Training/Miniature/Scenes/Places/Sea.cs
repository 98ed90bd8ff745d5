using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>Open water to the horizon, with light wave crests, and a front wave over a subject's base.</summary>
static class Sea
{
    static readonly Rgb Far = new(92, 176, 226);
    static readonly Rgb Near = new(22, 106, 176);
    static readonly Rgb Crest = new(196, 232, 248);

    /// <summary>Draws the water behind the subjects.</summary>
    /// <returns>The height at which a subject floats, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        setting.Add(Outline.Rectangle(-0.02f, 0.62f, 1.02f, 1.02f), Far, Near, 0.62f);
        for (var row = 0; row < 3; row++)
            DrawCrests(setting, 0.67f + 0.06f * row, 0.05f + 0.02f * row);
        return _ => 0.84f;
    }

    /// <summary>Draws the front wave.</summary>
    public static void DrawFront(Setting setting)
    {
        var phase = setting.Random.NextSingle();
        setting.Add(Ridge.Below(Ridge.Wave(0.82f, 0.012f, 4, phase)), Near.Mix(Far, 0.45f), Near, 0.82f);
        setting.Add(Ridge.Below(Ridge.Wave(0.91f, 0.012f, 3, phase + 0.3f)), Near, Near.Scale(0.8f), 0.91f);
        DrawCrests(setting, 0.87f, 0.1f);
    }

    static void DrawCrests(Setting setting, float y, float length)
    {
        var random = setting.Random;
        for (var x = random.Between(0, 0.15f); x < 1; x += random.Between(0.24f, 0.34f))
        {
            var height = y + random.Between(-0.01f, 0.01f);
            setting.AddSpeck(Outline.Ellipse(x, height, length * random.Between(0.7f, 1.1f), 0.007f), Crest);
        }
    }
}

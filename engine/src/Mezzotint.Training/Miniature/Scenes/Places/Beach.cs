using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>Pale sand with a curved shore, foam, and a strip of turquoise water.</summary>
static class Beach
{
    static readonly Rgb Sand = new(250, 226, 170);
    static readonly Rgb Far = new(40, 148, 204);
    static readonly Rgb Near = new(112, 216, 222);

    /// <summary>Draws it.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        var shore = Ridge.Wave(0.755f, 0.015f, 0.8f, random.NextSingle());
        var water = setting.Daylight.Lit(Far, Near, 0.58f, 0.76f);
        setting.Drawing.Add(Outline.Rectangle(-0.02f, 0.58f, 1.02f, 0.86f), water, Role.Backdrop);
        setting.AddSpeck(Ridge.Below(x => shore(x) - 0.018f), new(246, 252, 252));
        setting.Add(Ridge.Below(shore), Sand.Scale(0.92f), Sand, 0.76f);
        for (var i = 0; i < 9; i++)
        {
            var (x, y) = ((i + random.NextSingle()) / 9, random.Between(0.86f, 0.97f));
            setting.AddSpeck(Outline.Ellipse(x, y, 0.014f, 0.008f), Sand.Scale(0.8f));
        }
        return x => shore(x) + 0.08f;
    }
}

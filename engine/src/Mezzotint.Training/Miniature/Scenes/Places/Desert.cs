using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>Two dunes of orange sand with small dark cacti at the far edge.</summary>
static class Desert
{
    static readonly Rgb Sand = new(240, 190, 112);
    static readonly Rgb Cactus = new(62, 122, 84);

    /// <summary>Draws it.</summary>
    /// <returns>The height on which a subject stands, by its x.</returns>
    public static Func<float, float> Draw(Setting setting)
    {
        var random = setting.Random;
        var far = Ridge.Wave(0.69f, 0.03f, 0.9f, random.NextSingle());
        var near = Ridge.Wave(0.77f, 0.025f, 0.7f, random.NextSingle());
        setting.Add(Ridge.Below(far), Sand.Scale(0.86f));
        foreach (var x in (ReadOnlySpan<float>)[random.Between(0.04f, 0.14f), random.Between(0.86f, 0.96f)])
            DrawCactus(setting, x, far(x) + 0.03f, random.Between(0.11f, 0.15f));
        setting.Add(Ridge.Below(near), Sand, Sand.Scale(0.88f), 0.77f);
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (random.NextSingle(), 0.86f + 0.035f * i);
            setting.AddSpeck(Outline.Ellipse(x, y, random.Between(0.08f, 0.14f), 0.006f), Sand.Scale(0.78f));
        }
        return x => near(x) + 0.06f;
    }

    static void DrawCactus(Setting setting, float x, float ground, float height)
    {
        var width = height * 0.24f;
        setting.Add(Outline.Line(width, new(x, ground), new(x, ground - height)).With(
            Outline.Circle(x, ground - height, width / 2),
            Arm(x, ground - height * 0.4f, -height * 0.32f, width * 0.7f),
            Arm(x, ground - height * 0.55f, height * 0.32f, width * 0.7f)), Cactus);
    }

    /// <summary>An arm that reaches out to the side and then up as far.</summary>
    static Outline Arm(float x, float y, float reach, float width) =>
        Outline.Line(width, new(x, y), new(x + reach, y), new(x + reach, y - MathF.Abs(reach)));
}

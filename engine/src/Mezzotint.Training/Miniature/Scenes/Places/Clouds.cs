using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>Outlines of clouds.</summary>
static class Clouds
{
    /// <summary>A small cloud with a flat base.</summary>
    /// <param name="random">Decides its puffs.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its base.</param>
    /// <param name="width">Its width.</param>
    public static Outline Cloud(Random random, float x, float y, float width)
    {
        var left = random.Between(0.16f, 0.2f) * width;
        var middle = random.Between(0.24f, 0.28f) * width;
        var right = random.Between(0.17f, 0.21f) * width;
        return Outline.Circle(x - 0.3f * width, y - left, left).With(
            Outline.Circle(x - 0.02f * width, y - middle, middle),
            Outline.Circle(x + 0.3f * width, y - right, right),
            Outline.Rectangle(x - 0.3f * width, y - left, x + 0.3f * width, y));
    }

    /// <summary>A bank of puffs from side to side, and all below it.</summary>
    public static Outline Bank(Random random, float top, float radius)
    {
        var bank = Outline.Rectangle(-0.02f, top + radius, 1.02f, 1.02f);
        for (var x = random.Between(-0.1f, 0); x < 1.1f; x += radius * 1.35f)
        {
            var puff = radius * random.Between(0.85f, 1.15f);
            bank = bank.With(Outline.Circle(x, top + radius, puff));
        }
        return bank;
    }
}

using System.Numerics;
using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes.Places;

/// <summary>Areas below a curve.</summary>
static class Ridge
{
    const int Columns = 32;

    /// <summary>All that lies below the height <paramref name="top"/> gives for x, across the whole picture.</summary>
    public static Outline Below(Func<float, float> top, float bottom = 1.02f)
    {
        var corners = new Vector2[Columns + 3];
        for (var i = 0; i <= Columns; i++)
        {
            var x = (float)i / Columns * 1.04f - 0.02f;
            corners[i] = new(x, top(x));
        }
        corners[Columns + 1] = new(1.02f, bottom);
        corners[Columns + 2] = new(-0.02f, bottom);
        return Outline.Polygon(corners);
    }

    /// <summary>
    /// A rounded rise: <paramref name="height"/> at its centre, falling by <paramref name="drop"/> half a picture away.
    /// </summary>
    public static Func<float, float> Dome(float center, float height, float drop) =>
        x => height + drop * 4 * (x - center) * (x - center);

    /// <summary>A wavy line.</summary>
    public static Func<float, float> Wave(float height, float swing, float waves, float phase) =>
        x => height + swing * MathF.Sin(MathF.Tau * (waves * x + phase));
}

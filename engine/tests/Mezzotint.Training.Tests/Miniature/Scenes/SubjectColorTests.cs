using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Miniature.Scenes;

/// <summary>Measures, pixel by pixel, that a picture shows the colour that its caption names.</summary>
public sealed class SubjectColorTests
{
    /// <summary>What people call the colours, given by hand and not read from the code under test.</summary>
    static readonly (ColorName Name, byte R, byte G, byte B)[] Prototypes =
    [
        (ColorName.Red, 220, 40, 45), (ColorName.Orange, 245, 130, 25), (ColorName.Yellow, 250, 212, 40),
        (ColorName.Green, 40, 155, 65), (ColorName.Blue, 40, 95, 215), (ColorName.Purple, 130, 60, 185),
        (ColorName.Pink, 250, 135, 190), (ColorName.Brown, 125, 75, 45), (ColorName.Black, 35, 35, 42),
        (ColorName.White, 245, 246, 250),
    ];

    /// <summary>
    /// Two pictures that differ in the subject's colour only differ where the colour or its outline is: most of those
    /// pixels must be nearest to the colour that the caption names, whatever the place, the time and the style.
    /// </summary>
    [Theory]
    [InlineData(PictureStyle.Flat)]
    [InlineData(PictureStyle.LineArt)]
    [InlineData(PictureStyle.PixelArt)]
    [InlineData(PictureStyle.Watercolor)]
    public void Most_of_a_subject_s_colored_area_has_the_named_color(PictureStyle style)
    {
        // 29 divides no attribute's number of values, so each value of each is met.
        var scenes = Combinations.All()
            .Where((_, index) => index % 29 == 0)
            .Select(scene => scene with { Style = style });
        Parallel.ForEach(scenes, scene =>
        {
            var (colored, right) = Measure(scene);
            Assert.True(2 * right > colored, $"{scene}: {right} of {colored} pixels look {scene.Color}.");
        });
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void The_colored_area_is_large_enough_to_see(Subject subject)
    {
        var scenes = Combinations.All().Where(scene =>
            (scene.Subject, scene.Color, scene.Style) == (subject, ColorName.Red, PictureStyle.Flat));
        foreach (var scene in scenes)
            Assert.InRange(Measure(scene).Colored / (64.0 * 64), 0.06, 0.5);
    }

    public static TheoryData<Subject> Subjects => [.. Enum.GetValues<Subject>()];

    internal static (int Colored, int Right) Measure(SceneDescription scene)
    {
        const int Size = 64;
        var picture = ScenePainter.Paint(scene, Size).Pixels;
        var other = scene.Color == ColorName.Green ? ColorName.Purple : ColorName.Green;
        var recolored = ScenePainter.Paint(scene with { Color = other }, Size).Pixels;
        var (colored, right) = (0, 0);
        for (var i = 0; i < picture.Length; i += 3)
        {
            if (Distance(picture.AsSpan(i, 3), (recolored[i], recolored[i + 1], recolored[i + 2])) < 60)
                continue;
            colored++;
            right += Nearest(picture.AsSpan(i, 3)) == scene.Color ? 1 : 0;
        }
        return (colored, right);
    }

    static ColorName Nearest(ReadOnlySpan<byte> pixel)
    {
        var (best, nearest) = (double.MaxValue, default(ColorName));
        foreach (var (name, r, g, b) in Prototypes)
        {
            var distance = Distance(pixel, (r, g, b));
            if (distance < best)
                (best, nearest) = (distance, name);
        }
        return nearest;
    }

    static double Distance(ReadOnlySpan<byte> pixel, (byte R, byte G, byte B) other) => Math.Sqrt(
        Math.Pow(pixel[0] - other.R, 2) + Math.Pow(pixel[1] - other.G, 2) + Math.Pow(pixel[2] - other.B, 2));
}

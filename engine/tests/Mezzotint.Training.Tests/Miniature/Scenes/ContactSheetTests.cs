using System.Diagnostics;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Miniature.Scenes;

/// <summary>To look at, by <c>--explicit only</c>: sheets in the temporary folder, captions, speed.</summary>
public sealed class ContactSheetTests(ITestOutputHelper output)
{
    static readonly SceneDescription Flagship = new()
    {
        Subject = Subject.House,
        Color = ColorName.Red,
        Place = Place.Hill,
        HillColor = ColorName.Green,
        Time = Time.Night,
        Style = PictureStyle.Flat,
    };

    [Fact(Explicit = true)]
    public void Every_subject_in_every_color()
    {
        Sheet("subjects", 10, 112,
            from subject in Enum.GetValues<Subject>()
            from color in Enum.GetValues<ColorName>()
            select Flagship with
            {
                Subject = subject,
                Color = color,
                Time = (Time)((int)color % 4),
                Seed = (int)subject * 10 + (int)color,
            });
    }

    [Fact(Explicit = true)]
    public void Every_place_at_every_time_in_every_style()
    {
        foreach (var style in Enum.GetValues<PictureStyle>())
        {
            Sheet($"places-{style}", 8, 160,
                from time in Enum.GetValues<Time>()
                from place in Enum.GetValues<Place>()
                select Flagship with
                {
                    Place = place,
                    HillColor = place == Place.Hill ? ColorName.Green : null,
                    Time = time,
                    Style = style,
                    Subject = (Subject)(((int)place * 5 + (int)time) % 18),
                    Color = (ColorName)(((int)place + (int)time * 3) % 10),
                    Seed = (int)place,
                });
        }
    }

    [Fact(Explicit = true)]
    public void Large_pictures_of_every_style()
    {
        Sheet("large", 4, 256,
            from row in Enumerable.Range(0, 5)
            from style in Enum.GetValues<PictureStyle>()
            select SceneSampler.Training.Draw(row + 40) with { Style = style });
    }

    [Fact(Explicit = true)]
    public void The_flagship_in_every_style() =>
        Sheet("flagship", 4, 256,
            from time in Enum.GetValues<Time>()
            from style in Enum.GetValues<PictureStyle>()
            select Flagship with { Style = style, Time = time, Seed = 3 + (int)time });

    [Fact(Explicit = true)]
    public void Hills_of_every_color() =>
        Sheet("hills", 6, 160,
            from style in Enum.GetValues<PictureStyle>()
            from time in Enum.GetValues<Time>().Take(2)
            from color in Enum.GetValues<ColorName>().Where((_, i) => i is 0 or 2 or 3 or 4 or 5 or 6)
            select Flagship with { Style = style, Time = time, HillColor = color, Seed = (int)color });

    [Fact(Explicit = true)]
    public void Random_scenes() =>
        Sheet("random", 8, 192, Enumerable.Range(100, 64).Select(SceneSampler.Training.Draw));

    [Fact(Explicit = true)]
    public void Captions_of_random_scenes()
    {
        var random = new Random(9);
        for (var seed = 100; seed < 164; seed++)
            output.WriteLine(Captioner.Describe(SceneSampler.Training.Draw(seed), random, 0.1f));
    }

    [Fact(Explicit = true)]
    public void Speed_of_drawing()
    {
        using var process = Process.GetCurrentProcess();
        var scenes = Enumerable.Range(0, 300).Select(SceneSampler.Training.Draw).ToArray();
        foreach (var style in Enum.GetValues<PictureStyle>())
        {
            foreach (var scene in scenes.Take(60))
                ScenePainter.Paint(scene with { Style = style }, 256);
            var start = process.TotalProcessorTime;
            foreach (var scene in scenes)
                ScenePainter.Paint(scene with { Style = style }, 256);
            process.Refresh();
            var spent = process.TotalProcessorTime - start;
            output.WriteLine($"{style}: {spent.TotalMilliseconds / scenes.Length:F2} ms a picture");
        }
    }

    static void Sheet(string name, int columns, int size, IEnumerable<SceneDescription> scenes)
    {
        var pictures = scenes.Select(scene => ScenePainter.Paint(scene, size)).ToArray();
        var sheet = new Picture(columns * size, (pictures.Length + columns - 1) / columns * size);
        for (var i = 0; i < pictures.Length; i++)
        {
            for (var y = 0; y < size; y++)
            {
                var to = (((i / columns * size) + y) * sheet.Width + i % columns * size) * 3;
                pictures[i].Pixels.AsSpan(y * size * 3, size * 3).CopyTo(sheet.Pixels.AsSpan(to));
            }
        }
        Png.Write(Path.Combine(Path.GetTempPath(), $"scenes-{name}.png"), sheet);
    }
}

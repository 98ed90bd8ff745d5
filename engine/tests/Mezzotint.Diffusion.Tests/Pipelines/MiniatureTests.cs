using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>Asks pictures of the model in the box what they show.</summary>
public sealed class MiniatureTests : IDisposable
{
    readonly Pipeline _pipeline = Pipeline.Load(Folder());

    public void Dispose() => _pipeline.Dispose();

    [Fact]
    public void A_red_house_is_red_its_hill_green_and_its_night_dark()
    {
        var picture = Draw("a red house on a green hill at night");
        Assert.InRange(Share(picture, (0.2, 0.8), (0.2, 0.8), IsRed), 0.15, 0.9);
        Assert.InRange(Share(picture, (0.85, 1), (0, 1), c => c.G > c.R && c.G > c.B), 0.6, 1);
        Assert.InRange(Share(picture, (0, 0.15), (0, 1), c => c.R + c.G + c.B < 250), 0.6, 1);
    }

    [Fact]
    public void The_same_seed_with_another_colour_makes_another_colour()
    {
        var picture = Draw("a blue house on a green hill at night");
        Assert.InRange(
            Share(picture, (0.2, 0.8), (0.2, 0.8), c => c.B > 120 && c.B > 1.5 * c.R && c.B > 1.3 * c.G), 0.12, 0.9);
        Assert.InRange(Share(picture, (0.2, 0.8), (0.2, 0.8), IsRed), 0, 0.05);
    }

    [Fact]
    public void Day_is_brighter_than_night()
    {
        var day = Brightness(Draw("a yellow boat on the sea by day"));
        var night = Brightness(Draw("a yellow boat on the sea at night"));
        Assert.True(day > night + 60, $"The sky has brightness {day:0} by day and {night:0} at night.");
    }

    static bool IsRed((int R, int G, int B) c) => c.R > 120 && c.R > 2 * c.G && c.R > 2 * c.B;

    Picture Draw(string prompt) =>
        _pipeline.Generate(new GenerationRequest(prompt) { Seed = 1 }, null, default)[0].Picture;

    /// <summary>
    /// The share of a rectangle's pixels for which something holds; rows and columns are parts of the picture.
    /// </summary>
    static double Share(
        Picture picture, (double From, double To) rows, (double From, double To) columns,
        Func<(int R, int G, int B), bool> holds)
    {
        int count = 0, all = 0;
        for (var y = (int)(rows.From * picture.Height); y < (int)(rows.To * picture.Height); y++)
            for (var x = (int)(columns.From * picture.Width); x < (int)(columns.To * picture.Width); x++, all++)
            {
                var at = (y * picture.Width + x) * 3;
                if (holds((picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2])))
                    count++;
            }
        return (double)count / all;
    }

    static double Brightness(Picture picture) => picture.Rgb.Take(picture.Rgb.Length / 6).Average(value => value);

    /// <summary>models/miniature of the repository that the test was built in.</summary>
    static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "models", "miniature", "model_index.json")))
                return Path.Combine(folder.FullName, "models", "miniature");
        throw new DirectoryNotFoundException("models/miniature is in no folder above the tests.");
    }
}

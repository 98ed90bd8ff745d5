using Mezzotint.Training.Evaluation;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Evaluation;

public sealed class SofteningTests
{
    const int Size = 32;

    [Fact]
    public void None_changes_nothing() => Assert.Equal(Drawn(), Apply(default));

    [Fact]
    public void One_seed_gives_one_picture_within_the_range()
    {
        var softened = Apply(Softening.Typical);
        Assert.Equal(softened, Apply(Softening.Typical));
        Assert.NotEqual(Drawn(), softened);
        Assert.All(softened, value => Assert.InRange(value, -1, 1));
    }

    [Fact]
    public void Blurs_keep_the_mean_inside_and_lessen_the_contrast()
    {
        var dot = new float[Size * Size * 3];
        dot[(10 * Size + 10) * 3 + 1] = 1;
        (default(Softening) with { Blurs = 2 }).Apply(dot, Size, new Random(1));
        Assert.Equal(1, dot.Sum(), 1e-6);
        Assert.Equal(9.0 / 64, dot.Max(), 1e-6); // (6 / 16)^2: twice (1 2 1) / 4 along each axis
        Assert.Equal(1.0 / 16 * 6 / 16, dot[(8 * Size + 10) * 3 + 1], 1e-6);
    }

    [Fact]
    public void Bleeding_keeps_brightness_and_evens_out_color()
    {
        var (before, after) = (Drawn(), Apply(default(Softening) with { Bleeds = true }));
        for (var i = 0; i < before.Length; i += 3)
            Assert.Equal(before[i] + before[i + 1] + before[i + 2], after[i] + after[i + 1] + after[i + 2], 1e-5);
        for (var x = 1; x < 4; x++) // the red of a square's first row, but for brightness
            Assert.Equal(Red(0), Red(x), 1e-5);

        float Red(int x) => after[x * 3] - (after[x * 3] + after[x * 3 + 1] + after[x * 3 + 2]) / 3;
    }

    [Fact]
    public void Some_draws_soften_nothing_and_most_do()
    {
        var random = new Random(5);
        var count = Enumerable.Range(0, 1000).Count(_ => Softening.Draw(random) == default);
        Assert.InRange(count, 150, 250);
    }

    static float[] Drawn() =>
        DetectorInput.Of(ScenePainter.Paint(SceneSampler.Training.Draw(3), 2 * Size), Size).Span.ToArray();

    static float[] Apply(Softening softening)
    {
        var picture = Drawn();
        softening.Apply(picture, Size, new Random(1));
        return picture;
    }
}

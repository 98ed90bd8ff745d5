using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Miniature.Scenes;

public sealed class ScenePainterTests
{
    [Theory]
    [InlineData(PictureStyle.Flat)]
    [InlineData(PictureStyle.LineArt)]
    [InlineData(PictureStyle.PixelArt)]
    [InlineData(PictureStyle.Watercolor)]
    public void One_description_gives_the_same_bytes_on_any_thread(PictureStyle style)
    {
        var scene = SceneSampler.Training.Draw(7) with { Style = style };
        var expected = ScenePainter.Paint(scene, 96).Pixels;
        Parallel.For(0, 16, _ => Assert.Equal(expected, ScenePainter.Paint(scene, 96).Pixels));
    }

    [Fact]
    public void Another_seed_gives_another_picture()
    {
        var scene = SceneSampler.Training.Draw(7);
        var other = scene with { Seed = scene.Seed + 1 };
        Assert.NotEqual(ScenePainter.Paint(scene, 64).Pixels, ScenePainter.Paint(other, 64).Pixels);
    }

    [Fact]
    public void Every_attribute_can_be_drawn_with_every_other()
    {
        // Seven divides no attribute's number of values, so each pair of values is met.
        Parallel.ForEach(Combinations.All().Where((_, index) => index % 7 == 0), scene =>
        {
            var pixels = ScenePainter.Paint(scene, 32).Pixels;
            Assert.True(pixels.Distinct().Skip(8).Any(), $"{scene} is almost empty.");
        });
    }

    [Fact]
    public void Hills_of_every_color_and_every_arrangement_can_be_drawn()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
            Assert.Equal(48, ScenePainter.Paint(SceneSampler.Training.Draw(random), 48).Height);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(1025)]
    public void A_size_out_of_range_is_refused(int size) =>
        Assert.Throws<ArgumentException>(() => ScenePainter.Paint(SceneSampler.Training.Draw(1), size));

    [Fact]
    public void The_composition_does_not_depend_on_the_size()
    {
        var scene = SceneSampler.Training.Draw(11) with { Style = PictureStyle.Flat };
        var large = ScenePainter.Paint(scene, 256);
        var small = ScenePainter.Paint(scene, 64);
        var error = 0.0;
        for (var i = 0; i < small.Pixels.Length; i++)
            error += Math.Abs(small.Pixels[i] - MeanOfBlock(large, i / 3 % 64 * 4, i / 3 / 64 * 4, i % 3));
        Assert.InRange(error / small.Pixels.Length, 0, 1.5);
    }

    [Fact]
    public void The_network_s_planes_span_minus_one_to_one()
    {
        var picture = new Picture(2, 1);
        picture.Pixels[0] = 255;
        picture.Pixels[4] = 51;
        var image = new float[6];
        picture.CopyTo(image);
        Assert.Equal([1, -1, -1, -0.6f, -1, -1], image);
    }

    static double MeanOfBlock(Picture picture, int left, int top, int channel)
    {
        var sum = 0;
        for (var y = top; y < top + 4; y++)
        {
            for (var x = left; x < left + 4; x++)
                sum += picture.Pixels[(y * picture.Width + x) * 3 + channel];
        }
        return sum / 16.0;
    }
}

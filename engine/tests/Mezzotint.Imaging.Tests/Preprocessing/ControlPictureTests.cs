using Mezzotint.Imaging.Preprocessing;

namespace Mezzotint.Imaging.Tests.Preprocessing;

public sealed class ControlPictureTests
{
    const int Edge = 40;

    /// <summary>A bright square on dark ground: its outline and nothing else, one pixel wide, without a gap.</summary>
    [Fact]
    public void Canny_finds_the_outline_of_a_square_one_pixel_wide()
    {
        var map = Make(Draw((x, y) => x is >= 10 and < 30 && y is >= 12 and < 28 ? 220 : 30), Preprocessor.Canny);
        for (var y = 14; y < 26; y++)
        {
            Assert.Equal(2, Enumerable.Range(0, Edge).Count(x => map[y * Edge + x] == 255));
            Assert.Single(Enumerable.Range(8, 4), x => map[y * Edge + x] == 255);
        }
        for (var x = 12; x < 28; x++)
            Assert.Equal(2, Enumerable.Range(0, Edge).Count(y => map[y * Edge + x] == 255));
        Assert.All(map, level => Assert.True(level is 0 or 255));
        Assert.Equal(0, map[20 * Edge + 20]);
    }

    [Fact]
    public void Canny_sees_a_weak_edge_only_where_it_goes_on_from_a_strong_one()
    {
        // The step is 60 in the upper half and 35 in the lower: sizes of 240 and 140 by Sobel's kernel.
        var joined = Make(Draw((x, y) => x < 20 ? 50 : y < 20 ? 110 : 85), Preprocessor.Canny);
        Assert.Contains(Enumerable.Range(18, 4), x => joined[35 * Edge + x] == 255);
        var alone = Make(Draw((x, _) => x < 20 ? 50 : 85), Preprocessor.Canny);
        Assert.All(alone, level => Assert.Equal(0, level));
    }

    [Fact]
    public void Canny_sees_an_edge_between_colours_of_one_brightness()
    {
        var samples = Enumerable.Range(0, Edge * Edge * 3)
            .Select(i => (byte)(i % 3 == 1 ? 80 : (i / 3 % Edge < 20) == (i % 3 == 0) ? 160 : 40)).ToArray();
        var map = ControlPicture.Make(new Pixels(Edge, Edge, 3, samples), Preprocessor.Canny).Samples;
        Assert.Contains(Enumerable.Range(18, 4), x => map[(20 * Edge + x) * 3] == 255);
    }

    [Fact]
    public void Scribble_turns_dark_strokes_into_white_ones_on_black()
    {
        var map = Make(Draw((x, _) => x is >= 19 and < 22 ? 20 : 240), Preprocessor.Scribble);
        Assert.Equal(255, map[20 * Edge + 20]);
        Assert.Equal(0, map[20 * Edge + 5]);
        Assert.Equal(0, map[20 * Edge + 16]);
    }

    [Fact]
    public void Tile_takes_details_away_and_keeps_what_is_large()
    {
        var map = Make(Draw((x, y) => (x < 20 ? 60 : 180) + (x + y) % 2 * 40), Preprocessor.Tile);
        Assert.InRange(map[20 * Edge + 6], 72, 88);
        Assert.InRange(map[20 * Edge + 33], 192, 208);
        Assert.InRange(Math.Abs(map[20 * Edge + 33] - map[20 * Edge + 34]), 0, 3);
    }

    [Fact]
    public void None_leaves_the_picture_as_it_is()
    {
        var picture = Drawing.Gradient(20, 10);
        Assert.Same(picture, ControlPicture.Make(picture, Preprocessor.None));
    }

    static Pixels Draw(Func<int, int, int> level) => new(Edge, Edge, 3, [.. Enumerable.Range(0, Edge * Edge * 3)
        .Select(i => (byte)level(i / 3 % Edge, i / 3 / Edge))]);

    /// <summary>The first channel, which all are alike.</summary>
    static byte[] Make(Pixels picture, Preprocessor preprocessor)
    {
        var made = ControlPicture.Make(picture, preprocessor);
        Assert.Equal((picture.Width, picture.Height, 3), (made.Width, made.Height, made.Channels));
        return [.. Enumerable.Range(0, Edge * Edge).Select(i => made.Samples[3 * i])];
    }
}

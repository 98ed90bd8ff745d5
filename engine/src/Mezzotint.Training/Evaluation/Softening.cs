using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Evaluation;

/// <summary>
/// What a generated picture has that a drawn one has not: soft edges, bleeding colours, casts, blocks and noise.
/// </summary>
/// <param name="Blurs">Passes of the filter (1 2 1) / 4 along both axes.</param>
/// <param name="Bleeds">Whether colour, but not brightness, is evened out over squares of 4 x 4 pixels.</param>
/// <param name="Cast">The most by which a channel is shifted, and twice the most by which contrast changes.</param>
/// <param name="Blocks">The most by which a channel of a square of 8 x 8 pixels is shifted.</param>
/// <param name="Noise">The most by which a channel of a pixel is shifted.</param>
readonly record struct Softening(int Blurs, bool Bleeds, float Cast, float Blocks, float Noise)
{
    const int BleedSquare = 4;
    const int BlockSquare = 8;

    /// <summary>
    /// About what an autoencoder of eight pixels to a latent does to a picture of twice the detector's size.
    /// </summary>
    public static Softening Typical => new(1, true, 0.08f, 0.08f, 0.06f);

    /// <summary>None for one picture in five, anything up to much more than usual for the others.</summary>
    public static Softening Draw(Random random) => random.Chance(0.2f) ? default : new(
        random.Weighted([3, 3, 2, 1]), random.Chance(0.5f), random.Between(0, 0.12f), random.Between(0, 0.15f),
        random.Between(0, 0.15f));

    /// <summary>Softens a picture in place.</summary>
    /// <param name="picture">(S, S, 3) in [-1, 1], S a multiple of 8.</param>
    /// <param name="size">S.</param>
    /// <param name="random">Decides casts, blocks and noise.</param>
    public void Apply(Span<float> picture, int size, Random random)
    {
        if (Blocks > 0)
            AddBlocks(picture, size, random);
        if (Bleeds)
            for (var top = 0; top < size; top += BleedSquare)
                for (var left = 0; left < size; left += BleedSquare)
                    Bleed(picture, size, top, left);
        for (var pass = 0; pass < Blurs; pass++)
        {
            Blur(picture, size, 3, size * 3);
            Blur(picture, size, size * 3, 3);
        }
        if (Cast > 0 || Noise > 0)
            AddCastAndNoise(picture, random);
    }

    void AddBlocks(Span<float> picture, int size, Random random)
    {
        var columns = size / BlockSquare;
        var shifts = new float[columns * columns * 3];
        foreach (ref var shift in shifts.AsSpan())
            shift = random.Between(-Blocks, Blocks);
        for (var i = 0; i < picture.Length; i++)
        {
            var (row, column) = (i / (size * 3), i / 3 % size);
            picture[i] += shifts[(row / BlockSquare * columns + column / BlockSquare) * 3 + i % 3];
        }
    }

    /// <summary>
    /// Each pixel of a square keeps its mean over channels; what its channels differ by is the square's mean.
    /// </summary>
    static void Bleed(Span<float> picture, int size, int top, int left)
    {
        Span<float> color = stackalloc float[3];
        foreach (var isWriting in (ReadOnlySpan<bool>)[false, true])
            for (var i = 0; i < BleedSquare * BleedSquare; i++)
            {
                var pixel = picture.Slice(((top + i / BleedSquare) * size + left + i % BleedSquare) * 3, 3);
                var gray = (pixel[0] + pixel[1] + pixel[2]) / 3;
                for (var c = 0; c < 3; c++)
                    if (isWriting)
                        pixel[c] = gray + color[c] / (BleedSquare * BleedSquare);
                    else
                        color[c] += pixel[c] - gray;
            }
    }

    /// <summary>
    /// Filters along one axis, edges repeated: <paramref name="step"/> leads along a line, the other to the next.
    /// </summary>
    static void Blur(Span<float> picture, int size, int step, int lineStep)
    {
        for (var line = 0; line < size; line++)
            for (var c = 0; c < 3; c++)
            {
                var at = line * lineStep + c;
                var before = picture[at];
                for (var i = 0; i < size; i++, at += step)
                {
                    var (here, after) = (picture[at], i + 1 < size ? picture[at + step] : picture[at]);
                    picture[at] = (before + 2 * here + after) / 4;
                    before = here;
                }
            }
    }

    void AddCastAndNoise(Span<float> picture, Random random)
    {
        var contrast = 1 + random.Between(-Cast, Cast) / 2;
        Span<float> shift = [random.Between(-Cast, Cast), random.Between(-Cast, Cast), random.Between(-Cast, Cast)];
        for (var i = 0; i < picture.Length; i++)
            picture[i] = Math.Clamp(picture[i] * contrast + shift[i % 3] + random.Between(-Noise, Noise), -1, 1);
    }
}

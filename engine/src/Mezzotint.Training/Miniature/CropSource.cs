using Mezzotint.Tensors;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Miniature;

/// <summary>Pieces of drawn pictures, which an autoencoder learns from as well as from whole ones.</summary>
static class CropSource
{
    /// <summary>The crops of a step: each step draws pictures of its own.</summary>
    /// <param name="step">Decides the pictures and where they are cut.</param>
    /// <param name="count">Number of crops.</param>
    /// <param name="size">Width and height of a crop.</param>
    /// <param name="perPicture">Crops taken from one picture; divides their number.</param>
    /// <returns>(count, size, size, 3) in [-1, 1].</returns>
    public static Tensor Draw(int step, int count, int size, int perPicture)
    {
        var result = new Tensor(new Shape(count, size, size, 3));
        Threads.For(count / perPicture, i =>
        {
            var random = new Random(Seeds.Mix(step, i));
            var picture = ScenePainter.Paint(SceneSampler.Training.Draw(random), MiniatureSizes.Picture);
            for (var crop = 0; crop < perPicture; crop++)
                Cut(picture, random.Next(picture.Height - size + 1), random.Next(picture.Width - size + 1),
                    result.Rows(i * perPicture + crop, 1).Span, size);
        });
        return result;
    }

    /// <summary>Draws a whole picture, (256, 256, 3) in [-1, 1].</summary>
    public static void Paint(SceneDescription scene, Span<float> target) =>
        Cut(ScenePainter.Paint(scene, MiniatureSizes.Picture), 0, 0, target, MiniatureSizes.Picture);

    static void Cut(Picture picture, int top, int left, Span<float> target, int size)
    {
        for (var row = 0; row < size; row++)
        {
            var source = picture.Pixels.AsSpan(((top + row) * picture.Width + left) * 3, size * 3);
            for (var i = 0; i < source.Length; i++)
                target[row * size * 3 + i] = source[i] / 127.5f - 1;
        }
    }
}

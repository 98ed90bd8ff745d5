using Mezzotint.Tensors;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Evaluation;

/// <summary>Pictures of any size as a detector takes them.</summary>
static class DetectorInput
{
    /// <summary>A picture reduced to the detector's size.</summary>
    /// <param name="picture">Square, its side a multiple of <paramref name="size"/>.</param>
    /// <param name="size">The detector's input size, S.</param>
    /// <returns>(1, S, S, 3) in [-1, 1].</returns>
    /// <exception cref="ArgumentException">The picture has another form.</exception>
    public static Tensor Of(Picture picture, int size)
    {
        var input = new Tensor(new Shape(1, size, size, 3));
        Write(picture, input.Span, size);
        return input;
    }

    /// <summary>Writes a picture, reduced by means over squares of pixels and moved.</summary>
    /// <param name="picture">Square, its side a multiple of <paramref name="size"/>.</param>
    /// <param name="target">(S, S, 3) in [-1, 1], overwritten.</param>
    /// <param name="size">S.</param>
    /// <param name="right">Pixels of the picture that it is moved by; what comes in repeats the edge.</param>
    /// <param name="down">The same downwards.</param>
    /// <exception cref="ArgumentException">The picture has another form.</exception>
    public static void Write(Picture picture, Span<float> target, int size, int right = 0, int down = 0)
    {
        if (picture.Width != picture.Height || picture.Width % size != 0 || picture.Width == 0)
            throw new ArgumentException($"A picture of {picture.Width} x {picture.Height} pixels cannot be judged: "
                + $"its width and height must be equal, and a multiple of {size}.");
        var factor = picture.Width / size;
        var scale = 1 / (127.5f * factor * factor);
        var columns = new int[picture.Width];
        for (var x = 0; x < columns.Length; x++)
            columns[x] = Math.Clamp(x - right, 0, picture.Width - 1) * 3;
        target.Fill(-1);
        for (var y = 0; y < picture.Height; y++)
        {
            var source = picture.Pixels.AsSpan(Math.Clamp(y - down, 0, picture.Height - 1) * picture.Width * 3);
            var row = target.Slice(y / factor * size * 3, size * 3);
            for (var x = 0; x < columns.Length; x++)
                for (var c = 0; c < 3; c++)
                    row[x / factor * 3 + c] += source[columns[x] + c] * scale;
        }
    }
}

using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Pictures at the size that a network takes, each new pixel the mean of the area that it covers.</summary>
static class PictureArea
{
    const int Channels = 3;

    /// <summary>(1, height, width, 3) in [0, 1]; edges of the area count by their share.</summary>
    public static Tensor Of(Picture picture, int height, int width)
    {
        var result = new Tensor(new Shape(1, height, width, Channels));
        Threads.For(height, y =>
        {
            for (var x = 0; x < width; x++)
                for (var c = 0; c < Channels; c++)
                    result.Span[(y * width + x) * Channels + c] = Mean(picture, (y, height), (x, width), c);
        });
        return result;
    }

    static float Mean(Picture picture, (int Index, int Of) row, (int Index, int Of) column, int channel)
    {
        var (sum, weight) = (0d, 0d);
        foreach (var (y, down) in Shares(row.Index, picture.Height, row.Of))
            foreach (var (x, across) in Shares(column.Index, picture.Width, column.Of))
            {
                sum += down * across * picture.Rgb[(y * picture.Width + x) * Channels + channel];
                weight += down * across;
            }
        return (float)(sum / weight / byte.MaxValue);
    }

    /// <summary>The old pixels under a new one, and how much of each.</summary>
    static IEnumerable<(int Index, double Share)> Shares(int index, int from, int to)
    {
        double start = (double)index * from / to, end = (double)(index + 1) * from / to;
        for (var i = (int)start; i < end && i < from; i++)
            if (Math.Min(end, i + 1) - Math.Max(start, i) is > 0 and var share)
                yield return (i, share);
    }
}

namespace Mezzotint.Imaging.Preprocessing;

/// <summary>Edges one pixel wide: Canny 1986, "A computational approach to edge detection".</summary>
/// <remarks>
/// As ControlNets were trained on: gradients by Sobel's kernels without a blur before, their size |gx| + |gy| in the
/// colour where it is largest, thresholds 100 and 200. libvips's own operation stops before the last step, which is
/// what makes edges whole.
/// </remarks>
static class CannyEdges
{
    const int Weak = 100;
    const int Strong = 200;
    const int Colours = 3;

    /// <summary>tan 22.5 degrees: below it a gradient counts as horizontal, above its inverse as vertical.</summary>
    const double Slope = 0.41421356;

    /// <summary>255 on edges, 0 elsewhere, row by row.</summary>
    /// <param name="picture">Three channels.</param>
    public static byte[] Find(Pixels picture)
    {
        var (width, height) = (picture.Width, picture.Height);
        var gradients = new (int X, int Y)[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                gradients[y * width + x] = Gradient(picture, x, y);
        var edges = new byte[width * height];
        var open = new Stack<int>();
        for (var i = 0; i < edges.Length; i++)
            if (Size(gradients[i]) > Strong && IsRidge(gradients, i, width, height))
                Mark(edges, open, i);
        while (open.TryPop(out var i))
            foreach (var neighbour in Neighbours(i, width, height))
                if (edges[neighbour] == 0 && Size(gradients[neighbour]) > Weak
                    && IsRidge(gradients, neighbour, width, height))
                    Mark(edges, open, neighbour);
        return edges;
    }

    static void Mark(byte[] edges, Stack<int> open, int i)
    {
        edges[i] = byte.MaxValue;
        open.Push(i);
    }

    /// <summary>Sobel's gradient of the colour in which it is largest; edges of the picture are repeated.</summary>
    static (int X, int Y) Gradient(Pixels picture, int x, int y)
    {
        int left = Math.Max(0, x - 1), right = Math.Min(picture.Width - 1, x + 1);
        int above = Math.Max(0, y - 1), below = Math.Min(picture.Height - 1, y + 1);
        (int X, int Y) largest = (0, 0);
        for (var c = 0; c < Colours; c++)
        {
            int At(int column, int row) => picture.Samples[(row * picture.Width + column) * Colours + c];
            var across = At(right, above) + 2 * At(right, y) + At(right, below)
                - At(left, above) - 2 * At(left, y) - At(left, below);
            var down = At(left, below) + 2 * At(x, below) + At(right, below)
                - At(left, above) - 2 * At(x, above) - At(right, above);
            if (Size((across, down)) > Size(largest))
                largest = (across, down);
        }
        return largest;
    }

    /// <summary>Whether no neighbour along the gradient has a larger one; of two alike the first counts.</summary>
    static bool IsRidge((int X, int Y)[] gradients, int i, int width, int height)
    {
        var (gx, gy) = gradients[i];
        var (dx, dy) = Math.Abs(gy) < Slope * Math.Abs(gx) ? (1, 0) : Math.Abs(gx) < Slope * Math.Abs(gy) ? (0, 1)
            : Math.Sign(gx) == Math.Sign(gy) ? (1, 1) : (-1, 1);
        int At(int column, int row) => (uint)column < (uint)width && (uint)row < (uint)height
            ? Size(gradients[row * width + column]) : 0;
        var (x, y, size) = (i % width, i / width, Size((gx, gy)));
        return size > At(x - dx, y - dy) && size >= At(x + dx, y + dy);
    }

    static IEnumerable<int> Neighbours(int i, int width, int height)
    {
        var (x, y) = (i % width, i / width);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
            for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
                yield return row * width + column;
    }

    static int Size((int X, int Y) gradient) => Math.Abs(gradient.X) + Math.Abs(gradient.Y);
}

using Mezzotint.Tensors;

namespace Mezzotint.Training.Losses;

/// <summary>
/// Differences in colour alone, over 4x4 pixels, so that an autoencoder does not give small coloured things away.
/// </summary>
/// <remarks>
/// The two opponent channels R - G and B - (R + G) / 2 of the difference are averaged over squares; the loss is the
/// mean of their magnitudes and squares. Plain pixel losses are led by brightness: green, purple and pink were nearly
/// lost without this.
/// </remarks>
public static class ChromaLoss
{
    const int Square = 4;

    /// <summary>mean(|m| + m^2) over squares and both channels.</summary>
    /// <param name="y">(B, H, W, 3), H and W multiples of 4.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="gradient">The same shape; the weighted gradient is added to it.</param>
    /// <param name="weight">The loss's share in the whole.</param>
    /// <returns>The mean, without the weight.</returns>
    public static double Add(Tensor y, Tensor target, Tensor gradient, float weight)
    {
        var (rows, width) = (y.Shape[0] * y.Shape[1], y.Shape[2]);
        var squares = rows / Square * (width / Square);
        var spread = weight / (2f * squares * Square * Square);
        var sum = 0.0;
        for (var row = 0; row < rows; row += Square)
            for (var column = 0; column < width; column += Square)
            {
                var (first, second) = Means(y.Span, target.Span, row, column, width);
                sum += Math.Abs(first) + first * first + Math.Abs(second) + second * second;
                Spread(gradient.Span[((row * width + column) * 3)..], width,
                    (Math.Sign(first) + 2 * first) * spread, (Math.Sign(second) + 2 * second) * spread);
            }
        return sum / (2.0 * squares);
    }

    static (float First, float Second) Means(
        ReadOnlySpan<float> y, ReadOnlySpan<float> target, int row, int column, int width)
    {
        float first = 0, second = 0;
        for (var i = row; i < row + Square; i++)
            for (var p = (i * width + column) * 3; p < (i * width + column + Square) * 3; p += 3)
            {
                float r = y[p] - target[p], g = y[p + 1] - target[p + 1], b = y[p + 2] - target[p + 2];
                first += r - g;
                second += b - (r + g) / 2;
            }
        return (first / (Square * Square), second / (Square * Square));
    }

    /// <summary>Adds a square's gradient to its pixels; the span begins at the first of them.</summary>
    static void Spread(Span<float> gradient, int width, float first, float second)
    {
        for (var i = 0; i < Square; i++)
            for (var p = i * width * 3; p < (i * width + Square) * 3; p += 3)
            {
                gradient[p] += first - second / 2;
                gradient[p + 1] += -first - second / 2;
                gradient[p + 2] += second;
            }
    }
}

using Mezzotint.Tensors;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Tests.Optimizers;

public sealed class MuonTests
{
    static readonly OptimizerSettings Settings = new() { WeightDecay = 0.1f, UsesMuon = _ => true };

    /// <summary>U diag(s) V' becomes U diag(near 1) V', whatever lies between the s.</summary>
    [Theory]
    [InlineData(7, 7)]
    [InlineData(5, 40)]
    [InlineData(40, 5)]
    [InlineData(96, 130)]
    public void Singular_values_come_near_1_and_directions_stay(int rows, int columns)
    {
        var random = new Random(rows);
        var side = Math.Min(rows, columns);
        var (u, v) = (Orthonormal(random, side, rows), Orthonormal(random, side, columns));
        var x = new float[rows * columns];
        for (var i = 0; i < side; i++)
        {
            var singular = Math.Pow(10, -1.5 * i / side); // 1 down to 0.03
            for (var r = 0; r < rows; r++)
                for (var c = 0; c < columns; c++)
                    x[r * columns + c] += (float)(singular * u[i][r] * v[i][c]);
        }
        Muon.Orthogonalize(x, rows);
        for (var i = 0; i < side; i++)
            for (var j = 0; j < side; j++)
            {
                double value = 0;
                for (var r = 0; r < rows; r++)
                    for (var c = 0; c < columns; c++)
                        value += u[i][r] * x[r * columns + c] * v[j][c];
                if (i == j)
                    Assert.InRange(value, 0.6, 1.3);
                else
                    Assert.InRange(value, -1e-3, 1e-3);
            }
    }

    [Fact]
    public void A_matrix_of_zeros_stays()
    {
        var weight = new Weight("w", new Tensor(new Shape(2, 2), [1, 2, 3, 4]));
        new Optimizer([weight], Settings with { WeightDecay = 0 }).Step(_ => new Tensor(weight.Shape), 0.1f);
        Assert.Equal([1, 2, 3, 4], weight.Value.Span.ToArray());
    }

    /// <summary>An update's root mean square is about 0.2 of the rate in every shape: AdamW's rates fit.</summary>
    [Theory]
    [InlineData(16, 16)]
    [InlineData(8, 120)]
    [InlineData(120, 8)]
    public void An_update_is_a_fifth_of_the_rate_long_whatever_the_shape(int rows, int columns)
    {
        var random = new Random(3);
        var weight = new Weight("w", new Tensor(new Shape(rows, columns)));
        var gradient = new Tensor(weight.Shape);
        foreach (ref var value in gradient.Span)
            value = (float)(random.NextDouble() * 2 - 1) * 1000;
        new Optimizer([weight], Settings).Step(_ => gradient, 0.5f);
        var square = weight.Value.Span.ToArray().Average(value => (double)value * value);
        Assert.InRange(Math.Sqrt(square) / 0.5, 0.15, 0.25);
    }

    /// <summary>Ibid., line by line: momentum, look-ahead, decay; the polynomial is judged above.</summary>
    [Fact]
    public void Updates_follow_the_published_rule()
    {
        const int rows = 6, columns = 9;
        var random = new Random(5);
        var weight = new Weight("w", new Tensor(new Shape(rows, columns)));
        var optimizer = new Optimizer([weight], Settings);
        var (theta, m) = (new double[rows * columns], new double[rows * columns]);
        for (var t = 1; t <= 4; t++)
        {
            var gradient = new Tensor(weight.Shape);
            foreach (ref var value in gradient.Span)
                value = (float)(random.NextDouble() * 2 - 1);
            optimizer.Step(_ => gradient, 0.01f, scale: 0.5f);
            var direction = new float[rows * columns];
            for (var i = 0; i < theta.Length; i++)
            {
                m[i] = 0.95 * m[i] + 0.05 * 0.5 * gradient.Span[i];
                direction[i] = (float)(0.95 * m[i] + 0.05 * 0.5 * gradient.Span[i]);
            }
            Muon.Orthogonalize(direction, rows);
            for (var i = 0; i < theta.Length; i++)
                theta[i] -= 0.01 * (0.2 * Math.Sqrt(columns) * direction[i] + 0.1 * theta[i]);
        }
        for (var i = 0; i < theta.Length; i++)
            Assert.Equal(theta[i], weight.Value.Span[i], 2e-5);
    }

    /// <summary>Random rows at right angles, of length 1 (Gram and Schmidt).</summary>
    static double[][] Orthonormal(Random random, int count, int length)
    {
        var result = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var row = new double[length];
            for (var c = 0; c < length; c++)
                row[c] = random.NextDouble() * 2 - 1;
            for (var pass = 0; pass < 2; pass++)
                foreach (var other in result.Take(i))
                {
                    var along = row.Zip(other, (a, b) => a * b).Sum();
                    for (var c = 0; c < length; c++)
                        row[c] -= along * other[c];
                }
            var norm = Math.Sqrt(row.Sum(value => value * value));
            result[i] = [.. row.Select(value => value / norm)];
        }
        return result;
    }
}

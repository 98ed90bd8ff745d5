using Mezzotint.Tensors;

namespace Mezzotint.Training.Tests.Losses;

/// <summary>
/// Compares a loss's gradient with central differences of its value, and sees that it is added and weighted.
/// </summary>
static class LossDifferences
{
    const float Step = 1 / 256f;
    const float Weight = 3;
    const float Before = 0.5f;

    /// <param name="at">Where; no value may be within a step of a bend.</param>
    /// <param name="add">Computes the loss at <paramref name="at"/> and adds its gradient, times the weight
    /// given.</param>
    public static void Check(Tensor at, Func<Tensor, float, double> add)
    {
        var gradient = new Tensor(at.Shape);
        gradient.Span.Fill(Before);
        var loss = add(gradient, Weight);
        Assert.Equal(loss, add(new Tensor(at.Shape), 1), 1e-12);
        for (var i = 0; i < at.Shape.Count; i++)
        {
            var expected = Weight * (Shifted(i, Step) - Shifted(i, -Step)) / (2 * Step);
            Assert.Equal(expected, gradient.Span[i] - Before, 2e-4 * Math.Max(1, Math.Abs(expected)));
        }

        double Shifted(int i, float step)
        {
            var old = at.Span[i];
            at.Span[i] = old + step;
            var value = add(new Tensor(at.Shape), 1);
            at.Span[i] = old;
            return value;
        }
    }

    /// <summary>Values in [-range, range), none within two steps of 0.</summary>
    public static Tensor Values(int seed, float range, params int[] lengths)
    {
        var random = new Random(seed);
        var tensor = new Tensor(new Shape(lengths));
        foreach (ref var value in tensor.Span)
        {
            value = (float)(random.NextDouble() * 2 - 1) * range;
            value += MathF.CopySign(2 * Step, value);
        }
        return tensor;
    }
}

using System.Numerics;

namespace Mezzotint.Training.Optimizers;

/// <summary>
/// One step of Adam with decoupled weight decay, Loshchilov and Hutter 2017 (arXiv:1711.05101), Algorithm 2.
/// </summary>
/// <param name="Beta1">Share of the old mean in the new one.</param>
/// <param name="Beta2">Share of the old mean square in the new one.</param>
/// <param name="Epsilon">Added to the root of the mean square.</param>
/// <param name="Rate">Learning rate over 1 - Beta1^t.</param>
/// <param name="RootScale">1 / sqrt(1 - Beta2^t).</param>
/// <param name="Keep">What is left of the weight: 1 - rate decay.</param>
/// <param name="Scale">Factor of the gradient.</param>
readonly record struct AdamW(
    float Beta1, float Beta2, float Epsilon, float Rate, float RootScale, float Keep, float Scale)
{
    /// <summary>The update of step t, counted from 1.</summary>
    public static AdamW At(int t, OptimizerSettings settings, float rate, float keep, float scale) => new(
        settings.Beta1, settings.Beta2, settings.Epsilon, rate / (1 - MathF.Pow(settings.Beta1, t)),
        1 / MathF.Sqrt(1 - MathF.Pow(settings.Beta2, t)), keep, scale);

    /// <summary>theta = keep theta - rate m' / (sqrt(v') + epsilon), m' and v' being m and v over 1 - beta^t.</summary>
    /// <param name="g">Gradient.</param>
    /// <param name="m">Mean of the gradients, of g's length.</param>
    /// <param name="v">Mean of the squared gradients, of g's length.</param>
    /// <param name="theta">The weight, of g's length.</param>
    public void Apply(ReadOnlySpan<float> g, Span<float> m, Span<float> v, Span<float> theta)
    {
        var i = 0;
        for (; i <= g.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gradient = new Vector<float>(g[i..]) * Scale;
            var first = new Vector<float>(m[i..]) * Beta1 + gradient * (1 - Beta1);
            var second = new Vector<float>(v[i..]) * Beta2 + gradient * gradient * (1 - Beta2);
            first.CopyTo(m[i..]);
            second.CopyTo(v[i..]);
            var root = Vector.SquareRoot(second) * RootScale + new Vector<float>(Epsilon);
            (new Vector<float>(theta[i..]) * Keep - first * Rate / root).CopyTo(theta[i..]);
        }
        for (; i < g.Length; i++)
        {
            var gradient = g[i] * Scale;
            m[i] = m[i] * Beta1 + gradient * (1 - Beta1);
            v[i] = v[i] * Beta2 + gradient * gradient * (1 - Beta2);
            theta[i] = theta[i] * Keep - m[i] * Rate / (MathF.Sqrt(v[i]) * RootScale + Epsilon);
        }
    }
}

using System.Numerics;
using Mezzotint.Tensors;

namespace Mezzotint.Training.Optimizers;

/// <summary>Adam with decoupled weight decay, Loshchilov and Hutter 2017 (arXiv:1711.05101), Algorithm 2.</summary>
/// <remarks>Weight decay acts on matrices and kernels only, not on biases, gains and other vectors.</remarks>
public sealed class AdamW
{
    const int ValuesPerTask = 1 << 14;

    readonly IReadOnlyList<Weight> _parameters;
    readonly AdamWSettings _settings;

    /// <summary>An optimizer at step 0, both moments 0.</summary>
    public AdamW(IReadOnlyList<Weight> parameters, AdamWSettings settings)
    {
        _parameters = parameters;
        _settings = settings;
        First = [.. parameters.Select(weight => new Tensor(weight.Shape))];
        Second = [.. parameters.Select(weight => new Tensor(weight.Shape))];
    }

    /// <summary>Steps taken, t.</summary>
    public int Steps { get; set; }

    /// <summary>Running means of the gradients, m, one tensor a weight.</summary>
    public IReadOnlyList<Tensor> First { get; }

    /// <summary>Running means of the squared gradients, v, one tensor a weight.</summary>
    public IReadOnlyList<Tensor> Second { get; }

    /// <summary>
    /// theta -= rate (m' / (sqrt(v') + epsilon) + decay theta), m' and v' being m and v over 1 - beta^t.
    /// </summary>
    /// <param name="gradient">The gradient of each weight.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="scale">Factor of all gradients, for clipping.</param>
    public void Step(Func<Weight, Tensor> gradient, float rate, float scale = 1)
    {
        Steps++;
        var correction1 = 1 - MathF.Pow(_settings.Beta1, Steps);
        var correction2 = 1 - MathF.Pow(_settings.Beta2, Steps);
        for (var i = 0; i < _parameters.Count; i++)
        {
            var (weight, g, m, v) = (_parameters[i], gradient(_parameters[i]), First[i], Second[i]);
            var own = rate * (_settings.RateFactor?.Invoke(weight) ?? 1);
            var decay = weight.Shape.Rank > 1 ? own * _settings.WeightDecay : 0;
            var update = new Update(own / correction1, 1 / MathF.Sqrt(correction2), 1 - decay, scale);
            var count = weight.Shape.Count;
            Threads.For((count + ValuesPerTask - 1) / ValuesPerTask, task =>
            {
                var (start, length) = (task * ValuesPerTask, Math.Min(ValuesPerTask, count - task * ValuesPerTask));
                Apply(update, g.Span.Slice(start, length), m.Span.Slice(start, length),
                    v.Span.Slice(start, length), weight.Value.Span.Slice(start, length));
            });
            weight.Changed();
        }
    }

    readonly record struct Update(float Rate, float RootScale, float Keep, float Scale);

    void Apply(Update update, ReadOnlySpan<float> g, Span<float> m, Span<float> v, Span<float> theta)
    {
        var (beta1, beta2, epsilon) = (_settings.Beta1, _settings.Beta2, _settings.Epsilon);
        var i = 0;
        for (; i <= g.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gradient = new Vector<float>(g[i..]) * update.Scale;
            var first = new Vector<float>(m[i..]) * beta1 + gradient * (1 - beta1);
            var second = new Vector<float>(v[i..]) * beta2 + gradient * gradient * (1 - beta2);
            first.CopyTo(m[i..]);
            second.CopyTo(v[i..]);
            var root = Vector.SquareRoot(second) * update.RootScale + new Vector<float>(epsilon);
            (new Vector<float>(theta[i..]) * update.Keep - first * update.Rate / root).CopyTo(theta[i..]);
        }
        for (; i < g.Length; i++)
        {
            var gradient = g[i] * update.Scale;
            m[i] = m[i] * beta1 + gradient * (1 - beta1);
            v[i] = v[i] * beta2 + gradient * gradient * (1 - beta2);
            theta[i] = theta[i] * update.Keep - m[i] * update.Rate / (MathF.Sqrt(v[i]) * update.RootScale + epsilon);
        }
    }
}

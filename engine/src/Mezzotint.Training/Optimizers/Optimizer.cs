using Mezzotint.Tensors;

namespace Mezzotint.Training.Optimizers;

/// <summary>Moves weights against their gradients, each by <see cref="AdamW"/> or by <see cref="Muon"/>.</summary>
public sealed class Optimizer
{
    readonly IReadOnlyList<Weight> _parameters;
    readonly OptimizerSettings _settings;
    readonly int[] _largestFirst;

    /// <summary>An optimizer at step 0, all moments 0.</summary>
    public Optimizer(IReadOnlyList<Weight> parameters, OptimizerSettings settings)
    {
        _parameters = parameters;
        _settings = settings;
        _largestFirst = [.. Enumerable.Range(0, parameters.Count).OrderByDescending(i => parameters[i].Shape.Count)];
        First = [.. parameters.Select(weight => new Tensor(weight.Shape))];
        Second = [.. parameters.Select(weight => new Tensor(weight.Shape))];
    }

    /// <summary>Steps taken, t.</summary>
    public int Steps { get; set; }

    /// <summary>Running means of the gradients, m, one tensor a weight.</summary>
    public IReadOnlyList<Tensor> First { get; }

    /// <summary>Running means of the squared gradients, v, one tensor a weight; 0 where Muon works.</summary>
    public IReadOnlyList<Tensor> Second { get; }

    /// <summary>Takes one step.</summary>
    /// <param name="gradient">The gradient of each weight.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="scale">Factor of all gradients, for clipping.</param>
    public void Step(Func<Weight, Tensor> gradient, float rate, float scale = 1)
    {
        Steps++;
        Threads.For(_parameters.Count, item =>
        {
            var i = _largestFirst[item];
            var weight = _parameters[i];
            var own = rate * (_settings.RateFactor?.Invoke(weight) ?? 1);
            var keep = weight.Shape.Rank > 1 ? 1 - own * _settings.WeightDecay : 1;
            ReadOnlySpan<float> g = gradient(weight).Span;
            var theta = weight.Value.Span;
            if (_settings.UsesMuon?.Invoke(weight) == true)
            {
                var update = new Muon(_settings.Momentum, own, keep, scale);
                update.Apply(g, First[i].Span, theta, weight.Shape[0]);
            }
            else
                AdamW.At(Steps, _settings, own, keep, scale).Apply(g, First[i].Span, Second[i].Span, theta);
            weight.Changed();
        });
    }
}

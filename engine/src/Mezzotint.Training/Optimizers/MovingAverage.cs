using System.Numerics;
using Mezzotint.Tensors;

namespace Mezzotint.Training.Optimizers;

/// <summary>
/// An exponential moving average of weights, which makes better pictures than the weights of the last step.
/// </summary>
/// <remarks>
/// The decay starts low, min(decay, (1 + n) / (10 + n)) at update n, so that the average forgets the start soon.
/// </remarks>
public sealed class MovingAverage
{
    readonly IReadOnlyList<Weight> _parameters;
    readonly float _decay;

    /// <summary>An average that starts at the weights' present values.</summary>
    public MovingAverage(IReadOnlyList<Weight> parameters, float decay)
    {
        _parameters = parameters;
        _decay = decay;
        Values = [.. parameters.Select(weight => weight.Value.Clone())];
    }

    /// <summary>Updates made, n.</summary>
    public int Updates { get; set; }

    /// <summary>The averages, one tensor a weight.</summary>
    public IReadOnlyList<Tensor> Values { get; }

    /// <summary>Starts again at the weights' present values.</summary>
    public void Restart()
    {
        Updates = 0;
        for (var i = 0; i < Values.Count; i++)
            _parameters[i].Value.Span.CopyTo(Values[i].Span);
    }

    /// <summary>average = decay average + (1 - decay) weight.</summary>
    public void Update()
    {
        Updates++;
        var share = 1 - Math.Min(_decay, (1f + Updates) / (10f + Updates));
        Threads.For(_parameters.Count, i =>
        {
            ReadOnlySpan<float> weight = _parameters[i].Value.Span;
            var average = Values[i].Span;
            var c = 0;
            for (; c <= average.Length - Vector<float>.Count; c += Vector<float>.Count)
            {
                var old = new Vector<float>(average[c..]);
                (old + (new Vector<float>(weight[c..]) - old) * share).CopyTo(average[c..]);
            }
            for (; c < average.Length; c++)
                average[c] += (weight[c] - average[c]) * share;
        });
    }

    /// <summary>
    /// Exchanges weights and averages: to look at the averaged model, and once more to go on training.
    /// </summary>
    public void Swap()
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            var weight = _parameters[i].Value.Span;
            var average = Values[i].Span;
            for (var c = 0; c < weight.Length; c++)
                (weight[c], average[c]) = (average[c], weight[c]);
            _parameters[i].Changed();
        }
    }
}

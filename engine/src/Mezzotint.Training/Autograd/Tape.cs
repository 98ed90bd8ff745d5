using Mezzotint.Tensors;
using Mezzotint.Training.Autograd.Kernels;

namespace Mezzotint.Training.Autograd;

/// <summary>
/// What was computed, in order, and how each result's gradient goes back to what it was computed from.
/// </summary>
/// <remarks>
/// Reverse accumulation, Griewank and Walther, "Evaluating Derivatives" (2nd ed., 2008), section 3.2. A gradient has
/// one owner: the closure it is handed to, which passes it on with <see cref="Give"/> or <see cref="Release"/>.
/// </remarks>
sealed class Tape
{
    readonly Dictionary<Weight, Tensor> _parameters = [];
    readonly Dictionary<Weight, Tensor> _kernels = [];
    readonly HashSet<Tensor> _tracked = [];
    readonly Dictionary<Tensor, Tensor> _gradients = [];
    readonly List<(Tensor Result, Action<Tensor> Backward)> _steps = [];
    readonly GradientPool _pool = new();

    /// <summary>A tape that sums gradients for these weights and for no others.</summary>
    public Tape(IEnumerable<Weight> parameters)
    {
        foreach (var weight in parameters)
        {
            _parameters.Add(weight, new Tensor(weight.Shape));
            if (weight.Shape.Rank == 4 && weight.Shape[2] * weight.Shape[3] > 1)
                _kernels.Add(weight, new Tensor(weight.Shape));
        }
    }

    /// <summary>Whether a gradient is wanted for this tensor.</summary>
    public bool Tracks(Tensor? x) => x is not null && _tracked.Contains(x);

    /// <summary>Whether a gradient is wanted for this weight.</summary>
    public bool Trains(Weight? weight) => weight is not null && _parameters.ContainsKey(weight);

    /// <summary>Asks for a tensor's gradient.</summary>
    public void Track(Tensor x) => _tracked.Add(x);

    /// <summary>Adds a step; its closure gets the result's gradient, if the result has one.</summary>
    public void Record(Tensor result, Action<Tensor> backward)
    {
        _tracked.Add(result);
        _steps.Add((result, backward));
    }

    /// <summary>The summed gradient of a weight in the weight's own layout.</summary>
    public Tensor Gradient(Weight weight) => _parameters[weight];

    /// <summary>The summed gradient of a tensor whose gradient was not passed on, or null.</summary>
    public Tensor? Gradient(Tensor x) => _gradients.GetValueOrDefault(x);

    /// <summary>
    /// Where a weight's gradient is summed, or null if none is wanted. Kernels (out, in, ...) as (out, taps, in).
    /// </summary>
    public Tensor? Sum(Weight? weight) => weight is null ? null
        : _kernels.GetValueOrDefault(weight) ?? _parameters.GetValueOrDefault(weight);

    /// <summary>
    /// Where a tensor's gradient is to be written, and whether it holds a part already, to which more is added.
    /// </summary>
    public (Tensor Gradient, bool Holds) Target(Tensor x)
    {
        if (_gradients.TryGetValue(x, out var gradient))
            return (gradient, true);
        _gradients.Add(x, gradient = _pool.Rent(x.Shape));
        return (gradient, false);
    }

    /// <summary>Memory for a gradient that is given or released later.</summary>
    public Tensor Rent(Shape shape) => _pool.Rent(shape);

    /// <summary>Hands a whole gradient over to a tensor; the memory goes with it.</summary>
    public void Give(Tensor? x, Tensor gradient)
    {
        if (x is null || !_tracked.Contains(x))
        {
            _pool.Return(gradient);
            return;
        }
        if (_gradients.TryAdd(x, gradient))
            return;
        Sums.Add(gradient.Span, _gradients[x].Span);
        _pool.Return(gradient);
    }

    /// <summary>Adds a copy of a gradient to a tensor's.</summary>
    public void Add(Tensor? x, Tensor gradient)
    {
        if (!Tracks(x))
            return;
        var copy = _pool.Rent(x!.Shape);
        gradient.Span.CopyTo(copy.Span);
        Give(x, copy);
    }

    /// <summary>Gives a gradient's memory back.</summary>
    public void Release(Tensor gradient) => _pool.Return(gradient);

    /// <summary>Takes all gradients back to the weights and to the tensors asked for, and forgets the steps.</summary>
    public void Backward()
    {
        for (var i = _steps.Count - 1; i >= 0; i--)
            if (_gradients.Remove(_steps[i].Result, out var gradient))
                _steps[i].Backward(gradient);
        _steps.Clear();
        foreach (var (weight, sum) in _kernels)
        {
            ConvolutionGradient.AddReordered(sum.Span, _parameters[weight].Span, weight.Shape);
            sum.Span.Clear();
        }
    }

    /// <summary>Forgets everything but the weights' gradients.</summary>
    public void Clear()
    {
        _steps.Clear();
        _tracked.Clear();
        foreach (var gradient in _gradients.Values)
            _pool.Return(gradient);
        _gradients.Clear();
    }

    /// <summary>Sets the weights' gradients to 0.</summary>
    public void ClearGradients()
    {
        foreach (var gradient in _parameters.Values)
            gradient.Span.Clear();
    }
}

using Mezzotint.Tensors;
using Mezzotint.Training.Autograd;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Losses;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Tests.Checkpoints;

/// <summary>Two layers that learn the squares of random numbers, which each step draws by its number.</summary>
sealed class TinyRun
{
    readonly Weight _first;
    readonly Weight _second;
    readonly RecordingOperations _ops;

    public TinyRun(int width = 8)
    {
        var random = new Random(1);
        _first = new Weight("first", Values(random, width, 4));
        _second = new Weight("second", Values(random, 4, width));
        State = new TrainingState([_first, _second], new OptimizerSettings(), averageDecay: 0.5f);
        _ops = new RecordingOperations(State.Parameters);
    }

    public TrainingState State { get; }

    public void Train(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var x = Values(new Random(State.Step), 16, 4);
            _ops.ClearGradients();
            _ops.Begin();
            var y = _ops.Linear(_ops.Activate(_ops.Linear(x, _first), Activation.Silu), _second);
            var gradient = new Tensor(y.Shape);
            PixelLoss.AddSquared(y, x * x, gradient);
            _ops.AddGradient(y, gradient);
            _ops.Backward();
            State.Optimizer.Step(_ops.Gradient, 0.01f);
            State.Average.Update();
            State.Seconds += 0.125;
        }
    }

    static Tensor Values(Random random, int rows, int columns)
    {
        var tensor = new Tensor(new Shape(rows, columns));
        foreach (ref var value in tensor.Span)
            value = (float)(random.NextDouble() * 2 - 1);
        return tensor;
    }
}

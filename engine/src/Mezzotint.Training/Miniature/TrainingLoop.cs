using System.Diagnostics;
using System.Globalization;
using Mezzotint.Training.Autograd;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Miniature;

/// <summary>
/// The part that all stages share: steps, clipping, averages, lines of the log, checkpoints, and when to stop.
/// </summary>
sealed class TrainingLoop
{
    const double SecondsBetweenLines = 15;
    const double SecondsBetweenCheckpoints = 180;

    readonly TrainingState _state;
    readonly LoopSettings _settings;
    readonly TextWriter _log;
    readonly Stopwatch _clock = new();
    readonly Dictionary<string, (double Sum, int Count)> _means = [];
    readonly double _secondsBefore;
    double _lastLine;
    double _lastCheckpoint;
    int _lineSteps;
    long _lineWork;

    public TrainingLoop(TrainingState state, LoopSettings settings, TextWriter log)
    {
        _state = state;
        _settings = settings;
        _log = log;
        _secondsBefore = state.Seconds;
    }

    /// <summary>The part of the run that is over, by steps or by time, whichever is further; 1 at the end.</summary>
    public double Progress => Math.Max(
        (double)_state.Step / _settings.MaxSteps, Seconds / (60 * _settings.MaxMinutes));

    double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Adds a value to the mean that the next line of the log shows.</summary>
    public void Report(string name, double value)
    {
        var (sum, count) = _means.GetValueOrDefault(name);
        _means[name] = (sum + value, count + 1);
    }

    /// <summary>Trains until the budget is spent or it is told to stop; either way the state is saved.</summary>
    /// <param name="operations">What the step records on; asked before each step.</param>
    /// <param name="step">Computes the losses of a step, which is given, and adds their gradients.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <returns>Whether the budget is spent.</returns>
    public bool Run(Func<RecordingOperations> operations, Action<int> step, CancellationToken cancellation)
    {
        _clock.Start();
        while (Progress < 1 && !cancellation.IsCancellationRequested)
        {
            var ops = operations();
            var work = ops.MultiplyAdds;
            ops.ClearGradients();
            step(_state.Step);
            var norm = GradientNorm.Of([.. _state.Parameters.Select(ops.Gradient)]);
            if (!double.IsFinite(norm))
                throw new InvalidOperationException($"Training diverged at step {_state.Step}: the gradient is {norm}. "
                    + "Delete the newest checkpoint and go on with a smaller learning rate.");
            _state.Optimizer.Step(ops.Gradient, _settings.Rate.At(_state.Step, Progress),
                GradientNorm.ClipFactor(norm, _settings.ClipNorm));
            _state.Average.Update();
            Report("norm", norm);
            _lineSteps++;
            _lineWork += ops.MultiplyAdds - work;
            Pace();
        }
        Save();
        return Progress >= 1;
    }

    void Pace()
    {
        var now = _clock.Elapsed.TotalSeconds;
        if (now - _lastLine >= SecondsBetweenLines)
            WriteLine(now);
        if (now - _lastCheckpoint < SecondsBetweenCheckpoints)
            return;
        Save();
        _lastCheckpoint = now;
    }

    void WriteLine(double now)
    {
        var seconds = now - _lastLine;
        var means = _means.Select(mean => Text($"{mean.Key} {mean.Value.Sum / mean.Value.Count:0.0000}"));
        string[] parts =
        [
            Text($"{_settings.Name} {_state.Step,6}"), Text($"{Seconds / 60,6:0.0} min"), .. means,
            Text($"rate {_settings.Rate.At(_state.Step, Progress):0.0e0}"),
            Text($"{_lineSteps / seconds:0.00} steps/s"),
            Text($"{_lineSteps * _settings.SamplesPerStep / seconds:0.0} samples/s"),
            Text($"{2e-9 * _lineWork / seconds:0} GFLOP/s"),
        ];
        _log.WriteLine(string.Join("  ", parts));
        _log.Flush();
        _means.Clear();
        (_lastLine, _lineSteps, _lineWork) = (now, 0, 0);
    }

    void Save()
    {
        _state.Seconds = _secondsBefore + _clock.Elapsed.TotalSeconds;
        _state.Save(_settings.Folder, _settings.Name);
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Mezzotint.Tensors;
using Mezzotint.Training.Autograd;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Losses;
using Mezzotint.Training.Miniature;
using Mezzotint.Training.Miniature.Scenes;
using Mezzotint.Training.Optimizers;
using Mezzotint.Weights;

namespace Mezzotint.Training.Evaluation;

/// <summary>Teaches a detector by drawn pictures.</summary>
sealed class DetectorTraining
{
    const string Name = "detector";
    const int Seed = 11;
    const int Batch = 32;

    readonly FreshWeights _weights = new(Seed, name => name.StartsWith("heads.", StringComparison.Ordinal));
    readonly DetectorOptions _options;
    readonly TextWriter _log;
    readonly TraitDetector _detector;
    readonly TrainingState _state;

    /// <summary>A run that goes on where the last one in its folder ended.</summary>
    /// <exception cref="CheckpointException">The folder's newest checkpoint is damaged or of another
    /// detector.</exception>
    public DetectorTraining(DetectorOptions options, TextWriter log)
    {
        _options = options;
        _log = log;
        _detector = new TraitDetector(_weights.Source, options.Sizes);
        _state = new TrainingState(_weights.All, new OptimizerSettings { WeightDecay = 0.02f }, averageDecay: 0.998f);
        _state.Restore(options.Folder, Name);
    }

    /// <summary>The file of a folder's detector.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, $"{Name}.safetensors");

    /// <summary>Trains until the budget is spent or it is told to stop, and writes the averaged weights.</summary>
    /// <returns>Whether the budget is spent.</returns>
    public bool Run(CancellationToken cancellation)
    {
        var settings = new LoopSettings
        {
            Name = Name,
            Folder = _options.Folder,
            Rate = new LearningRate(2e-3f, WarmupSteps: 100, DecayShare: 0.5f),
            MaxMinutes = _options.Minutes,
            MaxSteps = _options.MaxSteps,
            SamplesPerStep = Batch,
            ClipNorm = 20,
        };
        var ops = new RecordingOperations(_weights.All);
        var loop = new TrainingLoop(_state, settings, _log);
        var isDone = loop.Run(() => ops, step => Learn(ops, loop, step), cancellation);
        SafetensorsWriter.Write(FileIn(_options.Folder),
            _state.Parameters.Zip(_state.Average.Values, (weight, value) => KeyValuePair.Create(weight.Name, value)));
        return isDone;
    }

    void Learn(RecordingOperations ops, TrainingLoop loop, int step)
    {
        var samples = DetectorSamples.Draw(step, Batch, _options.Sizes.Input);
        ops.Begin();
        var logits = _detector.Forward(ops, samples.Pictures);
        var (loss, right) = (0.0, 0);
        foreach (var (trait, y) in SceneTrait.All.Zip(logits))
        {
            var gradient = new Tensor(y.Shape);
            var result = CrossEntropy.Add(y, samples.Labels(trait), gradient);
            loss += result.Loss;
            right += result.Right;
            ops.AddGradient(y, gradient);
        }
        ops.Backward();
        loop.Report("loss", loss);
        loop.Report("right", right / (double)(Batch * SceneTrait.All.Count));
    }
}

using System.Globalization;
using Mezzotint.Tensors;
using Mezzotint.Training.Optimizers;
using Mezzotint.Weights;

namespace Mezzotint.Training.Checkpoints;

/// <summary>All that a training run is at one moment: weights, moments, averages, steps and time spent.</summary>
/// <remarks>
/// Random numbers of a step come from a generator seeded with the step, so there is no other state: a run that is
/// resumed gives the same weights as one that was never interrupted.
/// </remarks>
public sealed class TrainingState
{
    const int FilesKept = 2;

    readonly IReadOnlyList<Weight> _parameters;

    /// <summary>A run at step 0.</summary>
    /// <param name="parameters">The trained weights; their names must differ.</param>
    /// <param name="settings">Constants of the optimizer.</param>
    /// <param name="averageDecay">Decay of the moving average.</param>
    public TrainingState(IReadOnlyList<Weight> parameters, OptimizerSettings settings, float averageDecay = 0.999f)
    {
        _parameters = parameters;
        Optimizer = new Optimizer(parameters, settings);
        Average = new MovingAverage(parameters, averageDecay);
    }

    /// <summary>The optimizer and its moments.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The moving average of the weights.</summary>
    public MovingAverage Average { get; }

    /// <summary>The trained weights.</summary>
    public IReadOnlyList<Weight> Parameters => _parameters;

    /// <summary>Steps taken.</summary>
    public int Step => Optimizer.Steps;

    /// <summary>Seconds of training so far, over all runs.</summary>
    public double Seconds { get; set; }

    /// <summary>
    /// Writes the state to a folder, whole or not at all, and deletes all but the last two files of this name.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var metadata = new Dictionary<string, string>
        {
            ["step"] = Step.ToString(CultureInfo.InvariantCulture),
            ["average_updates"] = Average.Updates.ToString(CultureInfo.InvariantCulture),
            ["seconds"] = Seconds.ToString("R", CultureInfo.InvariantCulture),
        };
        SafetensorsWriter.Write(Path.Combine(folder, $"{name}-{Step:D8}.safetensors"), Tensors(), metadata);
        foreach (var old in Files(folder, name).Skip(FilesKept))
            File.Delete(old);
    }

    /// <summary>Goes on from the newest file of a folder; false, and nothing changed, if there is none.</summary>
    /// <exception cref="CheckpointException">The file is damaged or of another model; nothing is changed.</exception>
    public bool Restore(string folder, string name)
    {
        if (!Directory.Exists(folder) || Files(folder, name).FirstOrDefault() is not { } newest)
            return false;
        try
        {
            Restore(newest);
        }
        catch (CheckpointException error)
        {
            throw new CheckpointException(
                newest, $"{error.Message} To go on from the checkpoint before it, if there is "
                + "one, or else from the start, delete it.", error.TensorName, error.OffsetBytes, error);
        }
        return true;
    }

    void Restore(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        var step = Number(checkpoint, "step", int.MaxValue);
        var updates = Number(checkpoint, "average_updates", int.MaxValue);
        var seconds = Number(checkpoint, "seconds", TimeSpan.MaxValue.TotalSeconds);
        (Tensor Read, Tensor Target)[] pairs = [.. Tensors().Select(pair => (Read(checkpoint, pair), pair.Value))];
        foreach (var (read, target) in pairs)
            read.Span.CopyTo(target.Span);
        foreach (var weight in _parameters)
            weight.Changed();
        (Optimizer.Steps, Average.Updates, Seconds) = ((int)step, (int)updates, seconds);
    }

    static Tensor Read(Checkpoint checkpoint, KeyValuePair<string, Tensor> expected)
    {
        var read = checkpoint.Read(expected.Key);
        return read.Shape == expected.Value.Shape ? read : throw new CheckpointException(checkpoint.Path,
            $"'{expected.Key}' in {checkpoint.Path} is {read.Shape}, expected {expected.Value.Shape}: "
            + "the model's sizes were changed; train in another folder.", expected.Key);
    }

    static double Number(Checkpoint checkpoint, string key, double max)
    {
        var text = checkpoint.Metadata.GetValueOrDefault(key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number <= max ? number
            : throw new CheckpointException(checkpoint.Path,
                $"{checkpoint.Path} says '{text}' for {key}, expected a number from 0 on: it is no training "
                    + "checkpoint.");
    }

    /// <summary>The files of one name, newest first.</summary>
    static string[] Files(string folder, string name) =>
        Directory.GetFiles(folder, $"{name}-????????.safetensors").OrderDescending(StringComparer.Ordinal).ToArray();

    IEnumerable<KeyValuePair<string, Tensor>> Tensors()
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            var name = _parameters[i].Name;
            yield return new($"weight/{name}", _parameters[i].Value);
            yield return new($"average/{name}", Average.Values[i]);
            yield return new($"first/{name}", Optimizer.First[i]);
            yield return new($"second/{name}", Optimizer.Second[i]);
        }
    }
}

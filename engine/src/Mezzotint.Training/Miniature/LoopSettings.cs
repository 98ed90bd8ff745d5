using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Miniature;

/// <summary>How long a stage trains and how fast.</summary>
sealed record LoopSettings
{
    /// <summary>The stage's name, which its checkpoints bear.</summary>
    public required string Name { get; init; }

    /// <summary>Where checkpoints go.</summary>
    public required string Folder { get; init; }

    /// <summary>The learning rate over the run.</summary>
    public required LearningRate Rate { get; init; }

    /// <summary>Minutes of training, over all runs.</summary>
    public required double MaxMinutes { get; init; }

    /// <summary>Steps, over all runs.</summary>
    public int MaxSteps { get; init; } = int.MaxValue;

    /// <summary>Samples of one step, for the log.</summary>
    public int SamplesPerStep { get; init; } = 1;

    /// <summary>The gradient is held to this length.</summary>
    public double ClipNorm { get; init; } = 1;
}

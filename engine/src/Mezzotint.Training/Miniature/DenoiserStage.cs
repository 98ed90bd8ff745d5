using Mezzotint.Tensors;
using Mezzotint.Training.Autograd;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Losses;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Miniature;

/// <summary>
/// Stage D: the UNet learns to take the noise from latents by what their captions say; the text encoder learns with it,
/// slower.
/// </summary>
sealed class DenoiserStage
{
    /// <summary>The stage's name.</summary>
    public const string Name = "denoiser";

    const int Seed = 3;
    const int Batch = 16;
    const float TextRate = 0.3f;
    const int StepsBetweenLooks = 200;
    const float AlarmTimestep = 750;

    /// <summary>
    /// What a picture shows as a whole is learned at high noise: half of the first steps' draws are from its half.
    /// </summary>
    const int HighNoiseSteps = 4000;

    /// <summary>
    /// Errors of x0 count by SNR + 1 as in the plain loss of v, but by no more than this: cf. Hang et al. 2023
    /// (arXiv:2303.09556), eq. 5.
    /// </summary>
    const double MaxErrorWeight = 6;

    /// <summary>Captions say all at first, then leave more and more unsaid.</summary>
    const float MaxDrop = 0.15f;
    const int FirstDropStep = 3000;
    const int LastDropStep = 12000;

    readonly MiniatureOptions _options;
    readonly DenoiserNetworks _networks = new(Seed);
    readonly TrainingState _state;
    Half[] _latents;
    readonly LatentNorm _norm;

    /// <exception cref="ArgumentException">There are no latents, or there is no text encoder to begin with.</exception>
    public DenoiserStage(MiniatureOptions options)
    {
        _options = options;
        _latents = LatentFile.Read(options.Folder, options.Scenes);
        if (_latents.Length == 0)
            throw new ArgumentException($"{options.Folder} has no latents: run that stage first.");
        _norm = LatentNorm.Of(_latents);
        var text = _networks.TextWeights.ToHashSet();
        var settings = new OptimizerSettings
        {
            RateFactor = weight => text.Contains(weight) ? TextRate : 1,
            UsesMuon = weight => !text.Contains(weight) && IsHidden(weight),
        };
        _state = new TrainingState(_networks.Weights, settings, averageDecay: 0.9995f);
        if (!_state.Restore(options.Folder, Name))
        {
            _networks.ReadStart(options);
            _state.Average.Restart();
        }
    }

    /// <summary>Whether a weight lies between two hidden layers: neither vectors nor the ends of the UNet.</summary>
    static bool IsHidden(Weight weight)
    {
        var latent = MiniatureSizes.Autoencoder.LatentChannels;
        return weight.Shape.Rank > 1 && weight.Shape[0] > latent && weight.Shape[1] > latent;
    }

    /// <summary>Trains until the budget is spent.</summary>
    public bool Run(TextWriter log, CancellationToken cancellation)
    {
        log.WriteLine($"{Name}: {_networks.Weights.Sum(weight => weight.Shape.Count) / 1e6:0.00} M parameters; "
            + $"{_latents.Length / LatentFile.Length} latents of means {string.Join(", ", _norm.Mean)} "
            + $"and deviations {string.Join(", ", _norm.Deviation)}");
        var settings = new LoopSettings
        {
            Name = Name,
            Folder = _options.Folder,
            Rate = new LearningRate(1e-3f, WarmupSteps: 300, DecayShare: 0.25f),
            MaxMinutes = _options.Minutes,
            SamplesPerStep = Batch,
        };
        var loop = new TrainingLoop(_state, settings, log);
        var ops = new RecordingOperations(_networks.Weights);
        return loop.Run(() => ops, step => Learn(ops, loop, step), cancellation);
    }

    void Learn(RecordingOperations ops, TrainingLoop loop, int step)
    {
        if (step % StepsBetweenLooks == 0)
        {
            // More of them may have been encoded meanwhile.
            _latents = LatentFile.Read(_options.Folder, _options.Scenes);
            SoundAlarm(loop, step);
        }
        ops.Begin();
        var batch = DenoisingBatch.Draw(_latents, _norm, step, Timesteps(step), Drop(step));
        var v = _networks.Predict(ops, batch, batch.Captions);
        var gradient = new Tensor(v.Shape);
        for (var i = 0; i < Batch; i++)
        {
            var timestep = batch.Timesteps[i];
            var weight = Math.Min(1, MaxErrorWeight / (DenoisingBatch.SignalToNoise(timestep) + 1)) / Batch;
            var loss = PixelLoss.AddSquared(v.Rows(i, 1), batch.Target.Rows(i, 1), gradient.Rows(i, 1), (float)weight);
            loop.Report(timestep < 300 ? "low" : timestep < 700 ? "mid" : "high", loss);
        }
        ops.AddGradient(v, gradient);
        ops.Backward();
    }

    /// <summary>
    /// Reports the error at high noise with each caption at its picture and at another's: equal where the text is
    /// ignored.
    /// </summary>
    void SoundAlarm(TrainingLoop loop, int step)
    {
        var ops = new CpuOperations();
        using var scope = ops.Scope();
        var timesteps = Enumerable.Repeat(AlarmTimestep, Batch).ToArray();
        var batch = DenoisingBatch.Draw(_latents, _norm, ~step, timesteps, dropProbability: 0);
        foreach (var (name, captions) in new[] { ("true", batch.Captions), ("shuffled", batch.Captions.Shuffled()) })
        {
            var v = _networks.Predict(ops, batch, captions);
            loop.Report(name, PixelLoss.AddSquared(v, batch.Target, new Tensor(v.Shape)));
        }
    }

    /// <summary>Spread evenly over the batch, so that no step sees only one end.</summary>
    static float[] Timesteps(int step)
    {
        var random = new Random(Seeds.Mix(step, -1));
        var result = new float[Batch];
        for (var i = 0; i < Batch; i++)
        {
            var share = (i + random.NextDouble()) / Batch;
            if (step < HighNoiseSteps && i % 2 == 1)
                share = (1 + share) / 2;
            result[i] = (int)(share * MiniatureSizes.Timesteps);
        }
        return result;
    }

    static float Drop(int step) =>
        MaxDrop * Math.Clamp((float)(step - FirstDropStep) / (LastDropStep - FirstDropStep), 0, 1);
}

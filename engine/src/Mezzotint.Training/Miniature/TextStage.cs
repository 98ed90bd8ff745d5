using Mezzotint.Diffusion.Layers;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Tensors;
using Mezzotint.Training.Autograd;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Losses;
using Mezzotint.Training.Miniature.Scenes;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Miniature;

/// <summary>
/// Stage B: the text encoder alone learns what captions say, by heads that are thrown away afterwards.
/// </summary>
/// <remarks>
/// A text encoder that starts at random is ignored by the UNet for a thousand steps. Each caption is read off a random
/// one of its
/// end tokens, the padding among them: the UNet attends to all of these, so each is to hold the whole caption.
/// </remarks>
sealed class TextStage
{
    /// <summary>The stage's name.</summary>
    public const string Name = "text";

    const int Seed = 2;
    const int Captions = 48;
    const int CaptionsHeldOut = 400;

    readonly FreshWeights _weights = new(Seed, _ => false);
    readonly ClipTextEncoder _model;
    readonly (SceneTrait Trait, Linear Head)[] _heads;
    readonly TrainingState _state;

    public TextStage()
    {
        _model = new ClipTextEncoder(_weights.Source, MiniatureSizes.Text);
        _heads = [.. SceneTrait.All.Select(trait => (trait, Linear.From(
            _weights.Source.At($"heads.{trait.Name}"), MiniatureSizes.Text.Width, trait.Values.Count)))];
        _state = new TrainingState(_weights.All, new OptimizerSettings(), averageDecay: 0.99f);
    }

    /// <summary>Trains until the budget is spent.</summary>
    public bool Run(MiniatureOptions options, TextWriter log, CancellationToken cancellation)
    {
        _state.Restore(options.Folder, Name);
        var settings = new LoopSettings
        {
            Name = Name,
            Folder = options.Folder,
            Rate = new LearningRate(1e-3f, WarmupSteps: 50),
            MaxMinutes = options.Minutes,
            SamplesPerStep = Captions,
        };
        var loop = new TrainingLoop(_state, settings, log);
        var ops = new RecordingOperations(_weights.All);
        var isDone = loop.Run(() => ops, step => Learn(ops, loop, step), cancellation);
        foreach (var (trait, share) in Accuracy())
            log.WriteLine($"{Name}: {trait.Name} is read off {share:P1} of captions whose scenes were never seen");
        return isDone;
    }

    /// <summary>The averaged model's share of right labels over captions of held-out scenes, by trait.</summary>
    public IEnumerable<(SceneTrait Trait, double Share)> Accuracy()
    {
        var ops = new CpuOperations();
        using var scope = ops.Scope();
        var (scenes, captions) = Draw(SceneSampler.HeldOut, CaptionsHeldOut, new Random(Seed));
        _state.Average.Swap();
        var pooled = Pooled(ops, captions, captions.Ends);
        var shares = _heads.Select(head =>
        {
            var logits = head.Head.Forward(ops, pooled);
            var (_, right) = CrossEntropy.Add(logits, Labels(head.Trait, scenes), new Tensor(logits.Shape));
            return (head.Trait, (double)right / CaptionsHeldOut);
        }).ToArray();
        _state.Average.Swap();
        return shares;
    }

    void Learn(RecordingOperations ops, TrainingLoop loop, int step)
    {
        var random = new Random(step);
        var (scenes, captions) = Draw(SceneSampler.Training, Captions, random);
        ops.Begin();
        var pooled = Pooled(ops, captions, [.. captions.Ends.Select(end => random.Next(end, ClipTokenizer.RowLength))]);
        foreach (var (trait, head) in _heads)
        {
            var logits = head.Forward(ops, pooled);
            var gradient = new Tensor(logits.Shape);
            var (loss, right) = CrossEntropy.Add(logits, Labels(trait, scenes), gradient);
            ops.AddGradient(logits, gradient);
            loop.Report("loss", loss);
            loop.Report(trait.Name, (double)right / scenes.Length);
        }
        ops.Backward();
    }

    Tensor Pooled(Operations ops, CaptionBatch captions, int[] places) =>
        _model.Forward(ops, captions.Ids, places, new ClipReading(IsPooled: true)).Pooled!;

    /// <summary>Scenes of one subject kind, for a caption does not say which of two is meant.</summary>
    static (SceneDescription[] Scenes, CaptionBatch Captions) Draw(SceneSampler sampler, int count, Random random)
    {
        var scenes = new SceneDescription[count];
        for (var i = 0; i < count; i++)
            scenes[i] = sampler.Draw(random) with { Companion = null };
        var captions = scenes.Select(scene => Captioner.Describe(scene, random, dropProbability: 0));
        return (scenes, CaptionBatch.Of([.. captions]));
    }

    static int[] Labels(SceneTrait trait, SceneDescription[] scenes) =>
        Array.ConvertAll(scenes, scene => trait.Label(scene));
}

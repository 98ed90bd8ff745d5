using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;
using Mezzotint.Training.Autograd;
using Mezzotint.Training.Checkpoints;
using Mezzotint.Training.Losses;
using Mezzotint.Training.Miniature.Scenes;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Miniature;

/// <summary>
/// Stage A: the autoencoder learns from random pieces of pictures, small ones first, whole ones last.
/// </summary>
sealed class AutoencoderStage
{
    /// <summary>The stage's name.</summary>
    public const string Name = "autoencoder";

    const int Seed = 1;
    const int PicturesHeldOut = 16;
    const float ChromaWeight = 1;
    const float DivergenceWeight = 5e-4f;
    const float FirstLogVariance = -5;

    /// <summary>
    /// GroupNorm sees other statistics in a piece than in a picture: so pieces grow, from a share of the run on.
    /// </summary>
    static readonly Phase[] Phases = [new(0, 64, 16, 4), new(0.6, 128, 6, 1), new(0.9, MiniatureSizes.Picture, 2, 1)];

    readonly FreshWeights _weights = new(Seed, _ => false);
    readonly KlAutoencoder _model;
    readonly TrainingState _state;

    public AutoencoderStage()
    {
        _model = new KlAutoencoder(_weights.Source, MiniatureSizes.Autoencoder);
        var latent = MiniatureSizes.Autoencoder.LatentChannels;
        _weights.All.Single(weight => weight.Name == "quant_conv.bias").Value.Span[latent..].Fill(FirstLogVariance);
        _state = new TrainingState(_weights.All, new OptimizerSettings { WeightDecay = 1e-4f }, averageDecay: 0.998f);
    }

    /// <summary>Trains until the budget is spent.</summary>
    public bool Run(MiniatureOptions options, TextWriter log, CancellationToken cancellation)
    {
        _state.Restore(options.Folder, Name);
        var settings = new LoopSettings
        {
            Name = Name,
            Folder = options.Folder,
            Rate = new LearningRate(2e-3f, WarmupSteps: 200),
            MaxMinutes = options.Minutes,
            SamplesPerStep = Phases[0].Crops,
        };
        var loop = new TrainingLoop(_state, settings, log);
        var phase = Phases[0];
        var ops = new RecordingOperations(_weights.All);
        var isDone = loop.Run(Operations, step => Learn(ops, loop, phase.Draw(step), step), cancellation);
        log.WriteLine($"{Name}: whole pictures never seen come back at {MeanPsnr():0.00} dB");
        return isDone;

        RecordingOperations Operations()
        {
            var wanted = Phases.Last(candidate => candidate.Start <= loop.Progress);
            if (wanted != phase)
                (phase, ops) = (wanted, new RecordingOperations(_weights.All));
            return ops;
        }
    }

    /// <summary>
    /// Peak signal to noise of the averaged model on held-out pictures, in decibels of the 8-bit range, mean over
    /// pictures.
    /// </summary>
    public double MeanPsnr()
    {
        var ops = new CpuOperations();
        var sum = 0.0;
        _state.Average.Swap();
        for (var i = 0; i < PicturesHeldOut; i++)
        {
            using var scope = ops.Scope();
            var picture = new Tensor(new Shape(1, MiniatureSizes.Picture, MiniatureSizes.Picture, 3));
            CropSource.Paint(SceneSampler.HeldOut.Draw(i), picture.Span);
            var latent = ops.Slice(_model.Encode(ops, picture), -1, 0, MiniatureSizes.Autoencoder.LatentChannels);
            sum += Psnr(PixelLoss.AddSquared(_model.Decode(ops, latent), picture, new Tensor(picture.Shape)));
        }
        _state.Average.Swap();
        return sum / PicturesHeldOut;
    }

    /// <summary>
    /// A part of the run: crops of one size, a step's number of them, and how many of these come from one picture.
    /// </summary>
    readonly record struct Phase(double Start, int Size, int Crops, int PerPicture)
    {
        public Tensor Draw(int step) => CropSource.Draw(step, Crops, Size, PerPicture);
    }

    /// <summary>Against the range of 2 that [-1, 1] spans.</summary>
    static double Psnr(double meanSquare) => 10 * Math.Log10(4 / meanSquare);

    void Learn(RecordingOperations ops, TrainingLoop loop, Tensor pictures, int step)
    {
        ops.Begin();
        var moments = _model.Encode(ops, pictures);
        var noise = new Tensor(moments.Shape.With(^1, moments.Shape[^1] / 2));
        Normal.Fill(noise.Span, new Random(step));
        var result = _model.Decode(ops, ops.Sample(moments, noise));

        var gradient = new Tensor(result.Shape);
        var squared = PixelLoss.AddSquared(result, pictures, gradient);
        loop.Report("L1", PixelLoss.AddAbsolute(result, pictures, gradient));
        loop.Report("chroma", ChromaLoss.Add(result, pictures, gradient, ChromaWeight));
        var divergence = new Tensor(moments.Shape);
        loop.Report("KL", GaussianDivergence.Add(moments, divergence, DivergenceWeight));
        loop.Report("PSNR", Psnr(squared));
        ops.AddGradient(result, gradient);
        ops.AddGradient(moments, divergence);
        ops.Backward();
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Miniature;

/// <summary>Stage C: pictures of scenes 0, 1, 2... are drawn and encoded, and their latents kept.</summary>
/// <remarks>
/// The latents are the means that the encoder gives. Pictures are never mirrored: captions say left and right.
/// </remarks>
sealed class LatentStage
{
    const int Batch = 4;
    const double SecondsBetweenLines = 15;

    readonly MiniatureOptions _options;
    readonly FreshWeights _weights = new(0, _ => false);
    readonly KlAutoencoder _model;
    readonly long _steps;

    /// <exception cref="ArgumentException">No autoencoder was trained, and no released one is named.</exception>
    public LatentStage(MiniatureOptions options)
    {
        _options = options;
        _model = new KlAutoencoder(_weights.Source, MiniatureSizes.Autoencoder);
        _steps = ReadAutoencoder(options, _weights.All);
    }

    /// <summary>Fills an autoencoder with what was trained.</summary>
    /// <returns>Steps that it was trained for; 0 for a released one.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int ReadAutoencoder(MiniatureOptions options, IReadOnlyList<Weight> weights)
    {
        if (StageWeights.ReadAverages(options.Folder, AutoencoderStage.Name, weights) is { } steps)
            return steps;
        if (options.From is null)
            throw new ArgumentException($"{options.Folder} has no autoencoder: run that stage first.");
        StageWeights.ReadReleased(
            Path.Combine(options.From, StageWeights.AutoencoderFile), weights, StageWeights.AutoencoderName);
        return 0;
    }

    /// <summary>Encodes until there are as many as wanted.</summary>
    /// <returns>Whether there are.</returns>
    public bool Run(TextWriter log, CancellationToken cancellation)
    {
        using var stream = LatentFile.Append(_options.Folder, _steps, out var count);
        var (ops, clock, first, lastLine) = (new CpuOperations(), Stopwatch.StartNew(), count, 0.0);
        while (count < _options.Scenes && clock.Elapsed.TotalMinutes < _options.Minutes
            && !cancellation.IsCancellationRequested)
        {
            var batch = Math.Min(Batch, _options.Scenes - count);
            stream.Write(MemoryMarshal.AsBytes(Encode(ops, count, batch).AsSpan()));
            count += batch;
            if (clock.Elapsed.TotalSeconds - lastLine < SecondsBetweenLines)
                continue;
            lastLine = clock.Elapsed.TotalSeconds;
            log.WriteLine($"latents {count,6} of {_options.Scenes}  {(count - first) / lastLine:0.0} pictures/s");
            log.Flush();
        }
        return count >= _options.Scenes;
    }

    Half[] Encode(CpuOperations ops, int first, int count)
    {
        using var scope = ops.Scope();
        var pictures = new Tensor(new Shape(count, MiniatureSizes.Picture, MiniatureSizes.Picture, 3));
        Threads.For(count, i => CropSource.Paint(SceneSampler.Training.Draw(first + i), pictures.Rows(i, 1).Span));
        var mean = ops.Slice(_model.Encode(ops, pictures), -1, 0, MiniatureSizes.Autoencoder.LatentChannels);
        return Array.ConvertAll(mean.Span.ToArray(), value => (Half)value);
    }
}

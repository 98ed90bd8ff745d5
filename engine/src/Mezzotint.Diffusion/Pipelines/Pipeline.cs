using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Noise;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>From prompt to picture: a model of any known family, ready to paint.</summary>
/// <remarks>
/// One request at a time: a second call waits for the first. The same request gives the same bytes on any number of
/// threads.
/// </remarks>
public sealed class Pipeline : IDisposable
{
    readonly Lock _gate = new();
    readonly CpuOperations _ops = new();
    readonly DiffusionModel _model;
    readonly TiledAutoencoder _autoencoder;
    readonly TextConditioner _conditioner;
    readonly TinyAutoencoderFile? _tiny;
    readonly ModelAddOns _addOns;
    LatentPreview? _preview;

    Pipeline(DiffusionModel model, TinyAutoencoderFile? tiny, ModelAddOns addOns)
    {
        _addOns = addOns;
        _model = model;
        _tiny = tiny;
        _autoencoder = new TiledAutoencoder(_ops, model.Autoencoder);
        _conditioner = new TextConditioner(_ops, model);
    }

    /// <summary>The family's name.</summary>
    public string Family => _model.Family.NameOf(_model.Source);

    /// <summary>What the model is used with where a user does not say: few steps for one distilled to few.</summary>
    public GenerationDefaults Defaults => _model.Family.Defaults(_model.Source);

    /// <summary>Edge in pixels of a picture whose size is not given.</summary>
    public int DefaultSize => _model.DefaultSize;

    /// <summary>A picture's height and width must be multiples of this, in pixels.</summary>
    public int SizeFactor => _model.SizeFactor;

    /// <summary>Opens a model. Its weights are read when they are first used.</summary>
    /// <param name="path">A safetensors or GGUF file, or a folder in the diffusers layout.</param>
    /// <param name="options">What the files may leave open.</param>
    /// <exception cref="Weights.CheckpointException">Something is missing, misshapen, unreadable or of no known
    /// family.</exception>
    public static Pipeline Load(string path, PipelineOptions? options = null)
    {
        var model = ModelLoader.Load(path, options?.Vocabulary, options?.Prediction);
        try
        {
            return new Pipeline(
                model, PreviewDecoder.Find(model, options?.PreviewDecoder), new ModelAddOns(model, options));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether a file of the model was cut or written to since it was loaded: it must be loaded anew.
    /// </summary>
    public bool AreFilesChanged => _model.Source.Roots.Any(root => root.Checkpoint.IsChanged);

    /// <summary>Names in the LoRAs of the last request that this model has nothing for, each with its file.</summary>
    public IReadOnlyList<string> UnknownInLoras => _addOns.Unknown;

    /// <summary>The files that a request uses besides the model: LoRAs, ControlNets, embeddings that its prompts
    /// name.</summary>
    /// <exception cref="Text.Prompts.PromptException">It names one that is nowhere.</exception>
    public IReadOnlyList<AddOn> AddOns(GenerationRequest request) => _addOns.Of(request);

    /// <summary>Paints pictures.</summary>
    /// <param name="request">What and how.</param>
    /// <param name="progress">Is told of every step.</param>
    /// <param name="cancellation">Looked at before every call of a network.</param>
    /// <returns>As many pictures as were asked for, in order of their seeds.</returns>
    /// <exception cref="ArgumentException">A number, size, name or picture of the request cannot be.</exception>
    /// <exception cref="Text.Prompts.PromptException">A prompt is empty, too long or malformed, or names a LoRA or
    /// ControlNet that is nowhere.</exception>
    /// <exception cref="UnfitAddOnException">A LoRA, embedding or ControlNet is unreadable or made for another
    /// family.</exception>
    /// <exception cref="Weights.CheckpointException">A file was cut or written to meanwhile.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<GeneratedPicture> Generate(
        GenerationRequest request, IProgress<GenerationProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var (width, height) = RequestCheck.Size(request, _model);
            (request, var words) = _addOns.Apply(request with { Width = width, Height = height });
            _conditioner.Begin(words, _addOns.T5Paths);
            using var scope = _ops.Scope();
            var run = Prepare(request, cancellation);
            return [.. Enumerable.Range(0, request.Count).Select(index => Paint(run, index, progress, cancellation))];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _addOns.Dispose();
        _model.Dispose();
        _tiny?.Dispose();
    }

    /// <summary>What all pictures of a request share.</summary>
    PreparedRun Prepare(GenerationRequest request, CancellationToken cancellation)
    {
        var sampler = SamplerNames.Find(request.Sampler);
        var sigmas = Sigmas(request);
        cancellation.ThrowIfCancellationRequested();
        var plan = PromptPlan.Of(
            _model.Family.IsSelfGuided(_model.Source) ? request with { GuidanceScale = 1 } : request,
            sigmas.Length - 1, (text, isNegative) => _conditioner.Encode(text, request, isNegative),
            SkipLayers(request));
        _conditioner.Release();
        cancellation.ThrowIfCancellationRequested();
        return new PreparedRun(
            request, sampler, sigmas, plan, StartingPoint.Of(_ops, _model, _autoencoder, request, cancellation),
            _addOns.Controls(_ops, request));
    }

    /// <summary>Guidance away from fewer blocks, unless guidance is off.</summary>
    SkipLayerGuidance? SkipLayers(GenerationRequest request)
    {
        if (_model.Family.SkipLayers(_model.Source) is not { } usual || request.GuidanceScale == 1)
            return null;
        var scale = request.SkipLayerScale ?? usual.Scale;
        return scale == 0 ? null : usual with { Scale = scale };
    }

    /// <summary>
    /// The noise levels that are walked: all, or the last share of them where a picture is started from.
    /// </summary>
    float[] Sigmas(GenerationRequest request)
    {
        var levels = _model.LevelsFor(request.Width!.Value, request.Height!.Value);
        var sigmas = ScheduleNames.Find(request.Scheduler)(levels, request.Steps);
        if (request.InitialPicture is null)
            return sigmas;
        var steps = Math.Max(1, (int)Math.Round(request.Strength * (sigmas.Length - 1)));
        return sigmas[^(steps + 1)..];
    }

    /// <summary>
    /// Paints one picture. Each is a run of its own: side by side they would gain little on a processor, and kernels
    /// may choose another
    /// way for a larger batch, which would change bytes.
    /// </summary>
    GeneratedPicture Paint(
        PreparedRun run, int index, IProgress<GenerationProgress>? progress, CancellationToken cancellation)
    {
        var (seed, shape) = (run.Request.Seed + index, run.Start.Latent.Shape);
        var noise = BatchNoise.FromSeeds([seed], shape);
        var firstNoise = noise.Draw();
        var x = Noising.Add(_model.Prediction, run.Start.Latent, firstNoise, run.Sigmas[0]);
        var latent = run.Sampler.Sample(
            x, new SamplingRun(Denoiser(run, firstNoise), run.Sigmas, StepNoise(run, seed, noise))
            {
                FlowShift = FlowShift(run.Request),
                Progress = step => Report(run, index, step, progress),
                Cancellation = cancellation,
            });
        _ops.Arena.Trim(); // the denoiser's memory is of other sizes than the decoder's
        var picture = Pixels.ToPicture(_autoencoder.Decode(_model.ToAutoencoder(latent), cancellation));
        return new GeneratedPicture(
            run.Request is { Mask: { } mask, InitialPicture: { } original } ? Pixels.Mix(picture, original, mask)
                : picture, seed);
    }

    /// <summary>The time shift of a rectified flow, which some samplers need; null for another model.</summary>
    double? FlowShift(GenerationRequest request) => _model.Prediction == PredictionType.Flow
        ? (_model.LevelsFor(request.Width!.Value, request.Height!.Value) as FlowNoiseLevels)?.TimeShift ?? 1 : null;

    static StepNoise StepNoise(PreparedRun run, long seed, BatchNoise noise)
    {
        if (!run.Sampler.TakesBrownianNoise)
            return (_, _) => noise.Draw();
        return new BrownianNoise(
            [seed], run.Start.Latent.Shape, run.Sigmas.Where(sigma => sigma > 0).Min(), run.Sigmas.Max()).Draw;
    }

    Denoiser Denoiser(PreparedRun run, Tensor noise)
    {
        var guided = new GuidedDenoiser(_ops, _model, run.Plan, run.Sigmas, run.Start.Besides, run.Controls);
        return run.Start.Mask is null ? guided.Denoise
            : new MaskedDenoiser(guided.Denoise, _model.Prediction, run.Start, noise).Denoise;
    }

    void Report(PreparedRun run, int index, SamplingProgress step, IProgress<GenerationProgress>? progress)
    {
        var every = run.Request.PreviewEvery;
        progress?.Report(new GenerationProgress(
            index, index * step.Steps + step.Step + 1, run.Request.Count * step.Steps,
            every > 0 && (step.Step + 1) % every == 0 ? Preview(step.Denoised) : null));
    }

    Picture Preview(Tensor latent)
    {
        if (_tiny is not null)
            return PreviewDecoder.Show(_ops, _tiny.Network, latent);
        _preview ??= LatentPreview.Fit(latents => _autoencoder.Decode(_model.ToAutoencoder(latents)), latent.Shape[1]);
        return _preview.Show(latent);
    }
}

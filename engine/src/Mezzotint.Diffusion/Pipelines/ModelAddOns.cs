using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Layers;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Text.Embeddings;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What requests add to a model: LoRAs, embeddings and ControlNets, found by name or given as files.</summary>
sealed class ModelAddOns : IDisposable
{
    readonly AddOnFolders _loraFolders;
    readonly PromptEmbeddings _embeddings;
    readonly LoraStack _loras;
    readonly ModelControls _controls;

    public ModelAddOns(DiffusionModel model, PipelineOptions? options)
    {
        _loraFolders = AddOnFolders.Of(model.Source, options?.LoraFolders, "loras");
        _embeddings = new PromptEmbeddings(
            model, AddOnFolders.Of(model.Source, options?.EmbeddingFolders, "embeddings"));
        _loras = new LoraStack(Targets(model), model.Family.NameOf(model.Source));
        _controls = new ModelControls(
            model, AddOnFolders.Of(model.Source, options?.ControlNetFolders, "controlnets"));
    }

    /// <summary>Names in the applied LoRAs that the model has nothing for.</summary>
    public IReadOnlyList<string> Unknown => _loras.Unknown;

    /// <summary>What the applied LoRAs add to the T5 encoder, by the names of its weights.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LowRankPath>> T5Paths => _loras.Paths;

    /// <summary>The files that a request uses.</summary>
    /// <exception cref="PromptException">It names one that is nowhere.</exception>
    public IReadOnlyList<AddOn> Of(GenerationRequest request) =>
        [.. Loras(request).Select(use =>
            new AddOn(AddOnKind.Lora, Path.GetFileNameWithoutExtension(use.Path), use.Path)),
            .. _embeddings.Named(request.Embeddings, request.Prompt, request.Negative),
            .. request.Controls.Select(_controls.Find).Select(path =>
                new AddOn(AddOnKind.ControlNet, Path.GetFileNameWithoutExtension(path), path))];

    /// <summary>Applies a request's LoRAs and no others, and reads the embeddings that its prompts name.</summary>
    /// <returns>The request with prompts without tags, and what the text encoders are given besides.</returns>
    /// <exception cref="PromptException">It names a file that is nowhere.</exception>
    /// <exception cref="UnfitAddOnException">A file is unreadable or made for another family.</exception>
    public (GenerationRequest Request, IReadOnlyList<EncoderWords> Words) Apply(GenerationRequest request) =>
        Fitting(() => ApplyAll(request));

    /// <summary>Makes a request's ControlNets ready.</summary>
    /// <exception cref="PromptException">One is nowhere.</exception>
    /// <exception cref="UnfitAddOnException">One is unreadable, or made for another UNet.</exception>
    public IReadOnlyList<RunningControl> Controls(Operations ops, GenerationRequest request) =>
        Fitting(() => _controls.Prepare(ops, request.Controls));

    /// <inheritdoc/>
    public void Dispose()
    {
        _controls.Dispose();
        _loras.Dispose();
    }

    /// <summary>Whatever is wrong with an add-on's file, it is not the model's.</summary>
    static T Fitting<T>(Func<T> apply)
    {
        try
        {
            return apply();
        }
        catch (CheckpointException error) when (error is not UnfitAddOnException)
        {
            throw new UnfitAddOnException(error);
        }
    }

    (GenerationRequest Request, IReadOnlyList<EncoderWords> Words) ApplyAll(GenerationRequest request)
    {
        _loras.Apply(Loras(request));
        var plain = request with
        {
            Prompt = LoraTags.Take(request.Prompt).Prompt,
            Negative = LoraTags.Take(request.Negative).Prompt,
        };
        return (plain, _embeddings.Read(_embeddings.Named(plain.Embeddings, plain.Prompt, plain.Negative)));
    }

    /// <summary>What the request lists, then what its prompt names.</summary>
    List<LoraUse> Loras(GenerationRequest request) =>
        [.. request.Loras.Select(use => use with { Path = File.Exists(use.Path) ? use.Path : Find(use.Path) }),
            .. LoraTags.Take(request.Prompt).Tags.Select(tag => new LoraUse(Find(tag.Name), tag.Multiplier))];

    string Find(string name) => _loraFolders.Find(name) ?? throw new PromptException(
        $"There is no LoRA '{name}': put {name}.safetensors into the folder '{_loraFolders}' beside the model"
            + (_loraFolders.All().Select(file => file.Name).Take(20).ToArray() is { Length: > 0 } known
                ? $", or take one of {string.Join(", ", known)}." : "."));

    static LoraTargets Targets(DiffusionModel model)
    {
        var targets = new LoraTargets();
        var denoiser = model.Source.DenoiserReader.Given();
        if (model.Denoiser is UNetConfig unet)
            targets.AddUNet(denoiser, unet);
        else
            targets.AddTransformer(denoiser);
        foreach (var (index, text) in model.Source.Texts.Index())
            targets.AddText(index, text.Reader.Given());
        if (model.Source.T5 is { } t5)
            targets.AddT5(t5.Reader.Given());
        return targets;
    }
}

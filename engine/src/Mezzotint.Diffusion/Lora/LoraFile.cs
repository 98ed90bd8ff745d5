using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Lora;

/// <summary>A LoRA on the disk: its modules, read when they are applied.</summary>
public sealed class LoraFile : IDisposable
{
    /// <summary>Channels that FLUX.1 takes of a patch of the latent.</summary>
    const int FluxChannels = 64;

    readonly Checkpoint _file;

    LoraFile(Checkpoint file)
    {
        _file = file;
        var parts = new Dictionary<string, Dictionary<LoraRole, TensorEntry>>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var name in file.Names.Order(StringComparer.Ordinal))
        {
            if (LoraNames.Stranger(name) is { } kind)
                throw new CheckpointException(
                    file.Path,
                    $"{file.Path} is a {kind} ('{name}'), which this version cannot apply: it applies LoRA, LoCon, "
                        + "LoHa and LoKr.", name);
            if (LoraNames.Split(name) is not { } split)
                unknown.Add(name);
            else if (parts.TryGetValue(split.Module, out var roles))
                roles.TryAdd(split.Role, file.Find(name)!);
            else
                parts.Add(split.Module, new() { [split.Role] = file.Find(name)! });
        }
        Modules = [.. parts.Where(IsWhole).Select(Module)];
        unknown.AddRange(parts.Where(part => !IsWhole(part)).SelectMany(part => part.Value.Values)
            .Select(entry => entry.Name));
        Unknown = unknown;
        if (Modules.Count == 0)
            throw new CheckpointException(
                file.Path, $"{file.Path} is no LoRA: none of its {file.Names.Count} tensors belongs to one.");
        if (Modules.FirstOrDefault(WidensFlux) is { } wide && MadeFor() == "FLUX.1")
            throw new UnfitAddOnException(
                file.Path,
                $"is a control LoRA for FLUX.1, which sees a map of edges or depth beside the picture: its '{wide.Name}'"
                    + $" takes {wide.Inputs} channels, FLUX.1's {FluxChannels}. Control LoRAs are not run; take a LoRA "
                    + "that needs no map.");
    }

    /// <summary>The file.</summary>
    public string Path => _file.Path;

    /// <summary>The changes, each of one weight.</summary>
    public IReadOnlyList<LoraModule> Modules { get; }

    /// <summary>Tensors that belong to no module.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="CheckpointException">It is unreadable, or no LoRA.</exception>
    public static LoraFile Open(string path)
    {
        var file = Checkpoint.Open(path);
        try
        {
            return new LoraFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The family of models that it was trained for, as far as names and shapes tell; or null.</summary>
    public string? MadeFor()
    {
        const string keys = "attn2_to_k";
        if (Any("unet:double_blocks_") || Any("unet:single_blocks_") || Any("unet:single_transformer_blocks_"))
            return "FLUX.1";
        if (Any("unet:joint_blocks_") || Any("unet:transformer_blocks_"))
            return "SD 3";
        if (Any("text2:encoder_block_"))
            return "FLUX.1";
        if (Modules.FirstOrDefault(module => module.Key.EndsWith(keys, StringComparison.Ordinal)) is { } crossing)
            return ContextWidths.MadeFor(crossing.Inputs);
        return Any("text2:") ? "SDXL" : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>
    /// Whether it is of the picture's input, and made for a second picture beside it: black-forest-labs/flux,
    /// <c>docs/structural-conditioning.md</c>.
    /// </summary>
    static bool WidensFlux(LoraModule module) =>
        module.Key is "unet:img_in" or "unet:x_embedder" && module.Inputs > FluxChannels;

    bool Any(string start) => Modules.Any(module => module.Key.StartsWith(start, StringComparison.Ordinal));

    static bool IsWhole(KeyValuePair<string, Dictionary<LoraRole, TensorEntry>> part) => LoraParts.AreWhole(part.Value);

    LoraModule Module(KeyValuePair<string, Dictionary<LoraRole, TensorEntry>> part) =>
        LoraModule.Of(new LoraParts(_file, part.Key, part.Value));
}

using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.ControlNet;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>The ControlNets that guide a model; those of the last request stay loaded.</summary>
sealed class ModelControls(DiffusionModel model, AddOnFolders folders) : IDisposable
{
    readonly Dictionary<(string Path, DateTime WrittenAt), ControlNetFile> _open = [];

    /// <summary>The file or folder of a ControlNet that is given by path or name.</summary>
    /// <exception cref="PromptException">There is none.</exception>
    public string Find(ControlUse use) => Path.Exists(use.Path) ? use.Path
        : folders.Find(use.Path) ?? throw new PromptException(
            $"There is no ControlNet '{use.Path}': give its file, or put {use.Path}.safetensors into the folder "
                + $"'{folders}' beside the model.");

    /// <summary>Makes a request's ControlNets ready, and lets others go.</summary>
    /// <exception cref="Weights.CheckpointException">One is unreadable, or made for another UNet.</exception>
    public IReadOnlyList<RunningControl> Prepare(Operations ops, IReadOnlyList<ControlUse> uses)
    {
        var keys = uses.Select(Find).Select(path => (path, File.GetLastWriteTimeUtc(path))).ToList();
        foreach (var (key, file) in _open.Where(entry => !keys.Contains(entry.Key)).ToList())
        {
            file.Dispose();
            _open.Remove(key);
        }
        var running = new List<RunningControl>();
        foreach (var (use, key) in uses.Zip(keys))
        {
            if (!_open.TryGetValue(key, out var file))
                _open.Add(key, file = ControlNetFile.Open(key.path, UNet(key.path), Family));
            running.Add(new RunningControl(use, file.Network, Hint(ops, use.Picture, file.Network)));
        }
        return running;
    }

    string Family => model.Family.NameOf(model.Source);

    UNetConfig UNet(string path) => model.Denoiser as UNetConfig ?? throw new UnfitAddOnException(
        path, $"cannot guide {Family}: ControlNets are known for the UNets of SD 1, SD 2 and SDXL.");

    /// <summary>
    /// What the network sees of a picture, which is scaled where the latent is not an eighth of it.
    /// </summary>
    Tensor Hint(Operations ops, Picture picture, ControlNetModel network)
    {
        using var scope = ops.Scope();
        var image = ops.Scale(ops.ToChannelsLast(Pixels.ToTensor(picture)), 0.5f, 0.5f); // to [0, 1]
        var (height, width) = (
            picture.Height / model.SizeFactor * ControlNetModel.SizeFactor,
            picture.Width / model.SizeFactor * ControlNetModel.SizeFactor);
        if ((height, width) != (picture.Height, picture.Width))
            image = ops.ResizeBilinear(image, height, width);
        return network.Hint(ops, image).Clone();
    }

    /// <summary>The sum of what the ControlNets of a step add to the UNet's results; null where none guides.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="controls">Those that guide in this step.</param>
    /// <param name="x">The UNet's input, (B, H, W, C); latents first.</param>
    /// <param name="timesteps">B of them.</param>
    /// <param name="conditioning">The UNet's.</param>
    public static IReadOnlyList<Tensor>? Sum(
        Operations ops, IReadOnlyList<RunningControl> controls, Tensor x, ReadOnlySpan<float> timesteps,
        Conditioning conditioning)
    {
        IReadOnlyList<Tensor>? sum = null;
        foreach (var control in controls)
        {
            var latents = ops.Slice(x, -1, 0, control.Network.Config.InputChannels);
            var added = control.Network.Forward(ops, latents, timesteps, conditioning, control.Hint)
                .Select(tensor => ops.Scale(tensor, (float)control.Use.Strength)).ToList();
            sum = sum is null ? added : [.. sum.Zip(added, ops.Add)];
        }
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _open.Values)
            file.Dispose();
        _open.Clear();
    }
}

using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>
/// The transformer of SD 3 and 3.5, Esser et al. 2024 (arXiv:2403.03206), by the weight names of its single files.
/// </summary>
public sealed class MMDiTModel : DenoiserNetwork
{
    const int TimestepWidth = 256;

    readonly MMDiTConfig _config;
    readonly Weight _patchKernel;
    readonly Weight _patchBias;
    readonly PositionTable _positions;
    readonly VectorEmbedder _time;
    readonly VectorEmbedder _vector;
    readonly Linear _text;
    readonly JointBlock[] _blocks;
    readonly Modulation _exitModulation;
    readonly Linear _exit;

    /// <summary>Builds the network from the weights below <c>model.diffusion_model.</c> of a checkpoint.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public MMDiTModel(WeightSource source, MMDiTConfig config)
    {
        var width = config.Width;
        _config = config;
        _patchKernel = source.Get(
            "x_embedder.proj.weight", width, config.InputChannels, LatentPatches.Edge, LatentPatches.Edge);
        _patchBias = source.Get("x_embedder.proj.bias", width);
        _positions = new PositionTable(source, config);
        _time = Embedder(source.At("t_embedder"), TimestepWidth, width);
        _vector = Embedder(source.At("y_embedder"), config.VectorWidth, width);
        _text = Linear.From(source.At("context_embedder"), config.ContextWidth, width);
        _blocks = new JointBlock[config.Depth];
        for (var i = 0; i < config.Depth; i++)
            _blocks[i] = new JointBlock(source.At($"joint_blocks.{i}"), config, i);
        _exitModulation = new Modulation(source.At("final_layer.adaLN_modulation.1"), width, 2);
        _exit = Linear.From(
            source.At("final_layer.linear"), width, LatentPatches.Edge * LatentPatches.Edge * config.InputChannels);
    }

    /// <inheritdoc/>
    /// <remarks>Timesteps are sigma times 1000; height and width are even.</remarks>
    public override Tensor Forward(
        Operations ops, Tensor x, ReadOnlySpan<float> timesteps, Conditioning conditioning,
        Action<string, Tensor>? watch = null)
    {
        using var scope = ops.Scope();
        var condition = Condition(ops, timesteps, conditioning, watch);
        var text = _text.Forward(ops, conditioning.Context);
        var picture = Patches(ops, x, watch);
        for (var i = 0; i < _blocks.Length; i++)
        {
            if (conditioning.SkippedBlocks.Contains(i))
                continue;
            var last = (Text: text, Picture: picture);
            (text, picture) = _blocks[i].Forward(ops, text, picture, condition);
            scope.Release(last.Picture);
            if (text != last.Text)
            {
                scope.Release(last.Text);
                watch?.Invoke($"joint_blocks.{i}.context", text);
            }
            watch?.Invoke($"joint_blocks.{i}.x", picture);
        }
        var m = _exitModulation.Forward(ops, condition);
        var patches = _exit.Forward(ops, Modulation.Apply(ops, picture, m[0], m[1]));
        return scope.Keep(LatentPatches.JoinPixels(ops, patches, (x.Shape[1], x.Shape[2])));
    }

    /// <summary>Timestep and pooled text, after the SiLU that opens every use of them, (B, C).</summary>
    Tensor Condition(
        Operations ops, ReadOnlySpan<float> timesteps, Conditioning conditioning, Action<string, Tensor>? watch)
    {
        using var scope = ops.Scope();
        var time = _time.Forward(ops, TimestepEmbedding.Compute(timesteps, TimestepWidth));
        watch?.Invoke("t_embedder", time);
        var vector = _vector.Forward(ops, conditioning.Vector ?? throw new ArgumentException(
            $"This transformer needs a conditioning vector of {_config.VectorWidth} numbers."));
        return scope.Keep(ops.Activate(ops.Add(time, vector), Activation.Silu));
    }

    /// <summary>The patches with their places, (B, H/2 W/2, C).</summary>
    Tensor Patches(Operations ops, Tensor x, Action<string, Tensor>? watch)
    {
        using var scope = ops.Scope();
        const int edge = LatentPatches.Edge;
        var patches = ops.Convolve(x, _patchKernel, _patchBias, new Window(edge, 0, 0, 0, 0));
        var (height, width) = (patches.Shape[1], patches.Shape[2]);
        var tokens = ops.Reshape(patches, new Shape(x.Shape[0], height * width, _config.Width));
        watch?.Invoke("x_embedder", tokens);
        return scope.Keep(ops.Add(tokens, _positions.Middle(height, width)));
    }

    static VectorEmbedder Embedder(WeightSource source, int inputs, int width) =>
        new(Linear.From(source.At("mlp.0"), inputs, width), Linear.From(source.At("mlp.2"), width, width));
}

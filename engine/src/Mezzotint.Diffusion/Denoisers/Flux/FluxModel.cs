using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>FLUX.1's transformer, black-forest-labs/flux, by the weight names of its single files.</summary>
public sealed class FluxModel : DenoiserNetwork
{
    const int TimestepWidth = 256;

    /// <summary>Timestep and guidance are embedded in thousandths.</summary>
    const float TimeFactor = 1000;

    readonly FluxConfig _config;
    readonly Linear _pictureIn;
    readonly Linear _textIn;
    readonly VectorEmbedder _time;
    readonly VectorEmbedder? _guidance;
    readonly VectorEmbedder _vector;
    readonly FluxDoubleBlock[] _doubles;
    readonly FluxSingleBlock[] _singles;
    readonly Modulation _exitModulation;
    readonly Linear _exit;

    /// <summary>Builds the network.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public FluxModel(WeightSource source, FluxConfig config)
    {
        var (width, patch) = (config.Width, LatentPatches.Edge * LatentPatches.Edge * config.InputChannels);
        _config = config;
        _pictureIn = Linear.From(source.At("img_in"), patch, width);
        _textIn = Linear.From(source.At("txt_in"), config.ContextWidth, width);
        _time = Embedder(source.At("time_in"), TimestepWidth, width);
        if (config.HasGuidance)
            _guidance = Embedder(source.At("guidance_in"), TimestepWidth, width);
        _vector = Embedder(source.At("vector_in"), config.VectorWidth, width);
        _doubles = new FluxDoubleBlock[config.DoubleBlocks];
        for (var i = 0; i < _doubles.Length; i++)
            _doubles[i] = new FluxDoubleBlock(source.At($"double_blocks.{i}"), config);
        _singles = new FluxSingleBlock[config.SingleBlocks];
        for (var i = 0; i < _singles.Length; i++)
            _singles[i] = new FluxSingleBlock(source.At($"single_blocks.{i}"), config);
        _exitModulation = new Modulation(source.At("final_layer.adaLN_modulation.1"), width, 2);
        _exit = Linear.From(source.At("final_layer.linear"), width, patch);
    }

    /// <inheritdoc/>
    /// <remarks>Timesteps are sigmas; height and width are even.</remarks>
    public override Tensor Forward(
        Operations ops, Tensor x, ReadOnlySpan<float> timesteps, Conditioning conditioning,
        Action<string, Tensor>? watch = null)
    {
        using var scope = ops.Scope();
        var condition = Condition(ops, timesteps, conditioning, watch);
        var text = _textIn.Forward(ops, conditioning.Context);
        var picture = _pictureIn.Forward(ops, LatentPatches.Split(ops, x));
        var rotation = FluxPositions.Table(
            text.Shape[1], x.Shape[1] / LatentPatches.Edge, x.Shape[2] / LatentPatches.Edge, _config);
        for (var i = 0; i < _doubles.Length; i++)
        {
            var last = (Text: text, Picture: picture);
            (text, picture) = _doubles[i].Forward(ops, text, picture, condition, rotation);
            scope.Release(last.Text);
            scope.Release(last.Picture);
            watch?.Invoke($"double_blocks.{i}.img", picture);
            watch?.Invoke($"double_blocks.{i}.txt", text);
        }
        var all = ops.Concat([text, picture], 1);
        for (var i = 0; i < _singles.Length; i++)
        {
            var last = all;
            all = _singles[i].Forward(ops, all, condition, rotation);
            scope.Release(last);
            watch?.Invoke($"single_blocks.{i}", all);
        }
        picture = ops.Slice(all, 1, text.Shape[1], picture.Shape[1]);
        var m = _exitModulation.Forward(ops, condition);
        var patches = _exit.Forward(ops, Modulation.Apply(ops, picture, m[0], m[1]));
        watch?.Invoke("out_seq", patches);
        return scope.Keep(LatentPatches.Join(ops, patches, (x.Shape[1], x.Shape[2])));
    }

    /// <summary>Timestep, guidance and pooled text, after the SiLU that opens every use of them, (B, C).</summary>
    Tensor Condition(
        Operations ops, ReadOnlySpan<float> timesteps, Conditioning conditioning, Action<string, Tensor>? watch)
    {
        using var scope = ops.Scope();
        var sum = _time.Forward(ops, Embedded(timesteps.ToArray()));
        watch?.Invoke("time_in", sum);
        if (_guidance is not null)
        {
            var scales = conditioning.Guidance
                ?? throw new ArgumentException("This transformer needs to be told the guidance scale.");
            sum = ops.Add(sum, _guidance.Forward(ops, Embedded(scales.Span.ToArray())));
        }
        var vector = conditioning.Vector ?? throw new ArgumentException(
            $"This transformer needs a conditioning vector of {_config.VectorWidth} numbers.");
        return scope.Keep(ops.Activate(ops.Add(sum, _vector.Forward(ops, vector)), Activation.Silu));
    }

    static Tensor Embedded(float[] values) =>
        TimestepEmbedding.Compute(Array.ConvertAll(values, value => TimeFactor * value), TimestepWidth);

    static VectorEmbedder Embedder(WeightSource source, int inputs, int width) =>
        new(Linear.From(source.At("in_layer"), inputs, width), Linear.From(source.At("out_layer"), width, width));
}

using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>The embedded timestep and the way down to the middle, which a UNet and its ControlNets have in
/// common.</summary>
sealed class UNetDown
{
    readonly UNetConfig _config;
    readonly Linear _timeIn;
    readonly Linear _timeOut;
    readonly Linear? _guidanceIn;
    readonly Linear? _vectorIn;
    readonly Linear? _vectorOut;
    readonly Convolution _entrance;
    readonly List<UNetStep> _steps = [];

    public UNetDown(WeightSource source, UNetConfig config)
    {
        _config = config;
        var time = config.TimeWidth;
        _timeIn = Linear.From(source.At("time_embed.0"), config.Channels[0], time);
        _timeOut = Linear.From(source.At("time_embed.2"), time, time);
        if (config.GuidanceWidth > 0)
            _guidanceIn = Linear.WithoutBias(
                source.At("time_embed.cond_proj"), config.GuidanceWidth, config.Channels[0]);
        if (config.VectorWidth > 0)
        {
            _vectorIn = Linear.From(source.At("label_emb.0.0"), config.VectorWidth, time);
            _vectorOut = Linear.From(source.At("label_emb.0.2"), time, time);
        }
        _entrance = Convolution.From(source.At("input_blocks.0.0"), config.InputChannels, config.Channels[0]);
        AddSteps(source);
    }

    /// <summary>Channels of each result, first to last.</summary>
    public List<int> Widths { get; } = [];

    /// <summary>The results of all blocks, first to last: what the way up is given besides.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, InputChannels).</param>
    /// <param name="conditions">The embedded timestep (B, TimeWidth) and the text.</param>
    /// <param name="hint">Added to the first result, (H, W, Channels[0]); null for none.</param>
    /// <param name="watch">Is shown each result under its checkpoint name.</param>
    public List<Tensor> Forward(
        Operations ops, Tensor x, (Tensor Time, TextContext Context) conditions, Tensor? hint = null,
        Action<string, Tensor>? watch = null)
    {
        var h = _entrance.Forward(ops, x);
        var results = new List<Tensor> { hint is null ? h : ops.Add(h, hint) };
        watch?.Invoke("input_blocks.0", results[0]);
        foreach (var step in _steps)
        {
            var result = step(ops, results[^1], conditions.Time, conditions.Context);
            watch?.Invoke($"input_blocks.{results.Count}", result);
            results.Add(result);
        }
        return results;
    }

    /// <summary>The embedded timestep after the SiLU that opens every use of it, (B, TimeWidth).</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="timesteps">B of them.</param>
    /// <param name="conditioning">Its vector (B, VectorWidth) and guidance scales (B), where the network takes
    /// them.</param>
    /// <param name="watch">Is shown the two embeddings.</param>
    public Tensor EmbedTime(
        Operations ops, ReadOnlySpan<float> timesteps, Conditioning conditioning, Action<string, Tensor>? watch = null)
    {
        using var scope = ops.Scope();
        var columns = TimestepEmbedding.Compute(timesteps, _config.Channels[0]);
        if (_guidanceIn is not null && conditioning.Guidance is { } scales)
            columns = _guidanceIn.Forward(ops, GuidanceEmbedding.Compute(scales.Span, _config.GuidanceWidth), columns);
        var time = Embed(ops, columns, _timeIn, _timeOut);
        watch?.Invoke("time_embed", time);
        if (_vectorIn is not null && _vectorOut is not null)
        {
            var label = Embed(ops, conditioning.Vector ?? throw new ArgumentException(
                $"This UNet needs a conditioning vector of {_config.VectorWidth} numbers."), _vectorIn, _vectorOut);
            watch?.Invoke("label_emb", label);
            time = ops.Add(time, label);
        }
        return scope.Keep(ops.Activate(time, Activation.Silu));
    }

    static Tensor Embed(Operations ops, Tensor x, Linear first, Linear second) =>
        second.Forward(ops, first.ForwardActivated(ops, x, Activation.Silu));

    void AddSteps(WeightSource source)
    {
        Widths.Add(_config.Channels[0]);
        for (var level = 0; level < _config.Levels; level++)
        {
            var channels = _config.Channels[level];
            for (var i = 0; i < _config.ResidualBlocks; i++)
            {
                var block = new UNetBlock(source.At($"input_blocks.{Widths.Count}"), _config, Widths[^1], level);
                _steps.Add((ops, x, time, context) => block.Forward(ops, x, time, context));
                Widths.Add(channels);
            }
            if (level == _config.Levels - 1)
                break;
            var halve = Convolution.Strided(
                source.At($"input_blocks.{Widths.Count}.0.op"), channels, channels, Window.Padded(1, stride: 2));
            _steps.Add((ops, x, _, _) => halve.Forward(ops, x));
            Widths.Add(channels);
        }
    }
}

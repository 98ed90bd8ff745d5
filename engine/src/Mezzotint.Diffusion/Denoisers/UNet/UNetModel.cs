using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>The UNet of Stable Diffusion 1, 2 and XL, by the weight names of their single-file checkpoints.</summary>
public sealed class UNetModel : DenoiserNetwork
{
    const float Epsilon = 1e-5f;

    readonly Linear _timeIn;
    readonly Linear _timeOut;
    readonly Linear? _vectorIn;
    readonly Linear? _vectorOut;
    readonly Convolution _entrance;
    readonly List<UNetStep> _down = [];
    readonly MiddleBlock _middle;
    readonly List<UNetBlock> _up = [];
    readonly GroupNorm _exitNorm;
    readonly Convolution _exit;

    /// <summary>Builds the network from the weights below <c>model.diffusion_model.</c> of a checkpoint.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public UNetModel(WeightSource source, UNetConfig config)
    {
        Config = config;
        var time = config.TimeWidth;
        _timeIn = Linear.From(source.At("time_embed.0"), config.Channels[0], time);
        _timeOut = Linear.From(source.At("time_embed.2"), time, time);
        if (config.VectorWidth > 0)
        {
            _vectorIn = Linear.From(source.At("label_emb.0.0"), config.VectorWidth, time);
            _vectorOut = Linear.From(source.At("label_emb.0.2"), time, time);
        }
        _entrance = Convolution.From(source.At("input_blocks.0.0"), config.InputChannels, config.Channels[0]);
        var skips = AddDown(source);
        _middle = new MiddleBlock(source.At("middle_block"), config);
        AddUp(source, skips);
        _exitNorm = new GroupNorm(source.At("out.0"), config.Channels[0], config.Groups, Epsilon);
        _exit = Convolution.From(source.At("out.2"), config.Channels[0], config.OutputChannels);
    }

    /// <summary>The network's sizes.</summary>
    public UNetConfig Config { get; }

    /// <inheritdoc/>
    /// <remarks>Any height and width; timesteps from 0 to 999, fractions are allowed.</remarks>
    public override Tensor Forward(
        Operations ops, Tensor x, ReadOnlySpan<float> timesteps, Conditioning conditioning,
        Action<string, Tensor>? watch = null)
    {
        using var scope = ops.Scope();
        var (context, time) = (conditioning.Context, EmbedTime(ops, timesteps, conditioning.Vector, watch));
        var h = _entrance.Forward(ops, x);
        watch?.Invoke("input_blocks.0", h);
        var skips = new Stack<Tensor>([h]);
        foreach (var step in _down)
        {
            h = step(ops, h, time, context);
            watch?.Invoke($"input_blocks.{skips.Count}", h);
            skips.Push(h);
        }
        h = _middle.Forward(ops, h, time, context);
        watch?.Invoke("middle_block", h);
        for (var i = 0; i < _up.Count; i++)
        {
            h = StepUp(ops, _up[i], h, skips, (time, context));
            watch?.Invoke($"output_blocks.{i}", h);
        }
        return scope.Keep(_exit.Forward(ops, _exitNorm.Forward(ops, h, Activation.Silu)));
    }

    static Tensor StepUp(
        Operations ops, UNetBlock block, Tensor h, Stack<Tensor> skips, (Tensor Time, Tensor Context) conditions)
    {
        using var scope = ops.Scope();
        var joined = ops.Concat([h, skips.Pop()], -1);
        return scope.Keep(
            block.Forward(ops, joined, conditions.Time, conditions.Context, skips.TryPeek(out var skip) ? skip : null));
    }

    /// <summary>The embedded timestep after the SiLU that opens every use of it, (B, TimeWidth).</summary>
    Tensor EmbedTime(Operations ops, ReadOnlySpan<float> timesteps, Tensor? vector, Action<string, Tensor>? watch)
    {
        using var scope = ops.Scope();
        var time = Embed(ops, TimestepEmbedding.Compute(timesteps, Config.Channels[0]), _timeIn, _timeOut);
        watch?.Invoke("time_embed", time);
        if (_vectorIn is not null && _vectorOut is not null)
        {
            var label = Embed(ops, vector ?? throw new ArgumentException(
                $"This UNet needs a conditioning vector of {Config.VectorWidth} numbers."), _vectorIn, _vectorOut);
            watch?.Invoke("label_emb", label);
            time = ops.Add(time, label);
        }
        return scope.Keep(ops.Activate(time, Activation.Silu));
    }

    static Tensor Embed(Operations ops, Tensor x, Linear first, Linear second) =>
        second.Forward(ops, ops.Activate(first.Forward(ops, x), Activation.Silu));

    /// <summary>
    /// Adds the way down, and returns the channels of each of its results: what the way up is given besides.
    /// </summary>
    Stack<int> AddDown(WeightSource source)
    {
        var skips = new Stack<int>([Config.Channels[0]]);
        for (var level = 0; level < Config.Levels; level++)
        {
            var channels = Config.Channels[level];
            for (var i = 0; i < Config.ResidualBlocks; i++)
            {
                var block = new UNetBlock(source.At($"input_blocks.{skips.Count}"), Config, skips.Peek(), level);
                _down.Add((ops, x, time, context) => block.Forward(ops, x, time, context));
                skips.Push(channels);
            }
            if (level == Config.Levels - 1)
                break;
            var halve = Convolution.Strided(
                source.At($"input_blocks.{skips.Count}.0.op"), channels, channels, Window.Padded(1, stride: 2));
            _down.Add((ops, x, _, _) => halve.Forward(ops, x));
            skips.Push(channels);
        }
        return skips;
    }

    void AddUp(WeightSource source, Stack<int> skips)
    {
        var channels = Config.Channels[^1];
        for (var level = Config.Levels - 1; level >= 0; level--)
            for (var i = 0; i <= Config.ResidualBlocks; i++)
            {
                var doubles = level > 0 && i == Config.ResidualBlocks;
                _up.Add(new UNetBlock(
                    source.At($"output_blocks.{_up.Count}"), Config, channels + skips.Pop(), level, doubles));
                channels = Config.Channels[level];
            }
    }
}

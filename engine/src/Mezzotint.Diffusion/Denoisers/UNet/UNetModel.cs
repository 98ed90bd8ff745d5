using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>The UNet of Stable Diffusion 1, 2 and XL, by the weight names of their single-file checkpoints.</summary>
public sealed class UNetModel : DenoiserNetwork
{
    const float Epsilon = 1e-5f;

    readonly UNetDown _down;
    readonly MiddleBlock _middle;
    readonly List<UNetBlock> _up = [];
    readonly GroupNorm _exitNorm;
    readonly Convolution _exit;

    /// <summary>Builds the network from the weights below <c>model.diffusion_model.</c> of a checkpoint.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public UNetModel(WeightSource source, UNetConfig config)
    {
        Config = config;
        _down = new UNetDown(source, config);
        _middle = new MiddleBlock(source.At("middle_block"), config);
        AddUp(source, new Stack<int>(_down.Widths));
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
        var (context, controls) = (TextContext.Of(conditioning), conditioning.Controls);
        var time = _down.EmbedTime(ops, timesteps, conditioning, watch);
        var results = _down.Forward(ops, x, (time, context), watch: watch);
        var h = _middle.Forward(ops, results[^1], time, context);
        if (controls is not null)
            (h, results) = (ops.Add(h, controls[^1]), [.. results.Zip(controls, ops.Add)]);
        watch?.Invoke("middle_block", h);
        var skips = new Stack<Tensor>(results);
        for (var i = 0; i < _up.Count; i++)
        {
            h = StepUp(ops, _up[i], h, skips, (time, context));
            watch?.Invoke($"output_blocks.{i}", h);
        }
        return scope.Keep(_exit.ForwardNormal(ops, h, _exitNorm));
    }

    static Tensor StepUp(
        Operations ops, UNetBlock block, Tensor h, Stack<Tensor> skips, (Tensor Time, TextContext Context) conditions)
    {
        using var scope = ops.Scope();
        var joined = ops.Concat([h, skips.Pop()], -1);
        return scope.Keep(
            block.Forward(ops, joined, conditions.Time, conditions.Context, skips.TryPeek(out var skip) ? skip : null));
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

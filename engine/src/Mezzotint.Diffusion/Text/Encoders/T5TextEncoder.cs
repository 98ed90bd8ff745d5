using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>
/// The encoder half of T5 v1.1, by Hugging Face's weight names; SD 3 and FLUX.1 read it without mask.
/// </summary>
public sealed class T5TextEncoder
{
    const float Epsilon = 1e-6f;

    readonly Weight _tokens;
    readonly Weight _positions;
    readonly T5Layer[] _layers;
    readonly Weight _finalNorm;

    /// <summary>Builds the network.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public T5TextEncoder(WeightSource source, T5Config config)
    {
        var encoder = source.At("encoder");
        Config = config;
        _tokens = source.Get("shared.weight", config.Vocabulary, config.Width);
        _positions = encoder.Get(
            "block.0.layer.0.SelfAttention.relative_attention_bias.weight", config.Buckets, config.Heads);
        _layers = new T5Layer[config.Layers];
        for (var i = 0; i < config.Layers; i++)
            _layers[i] = new T5Layer(encoder.At($"block.{i}"), config);
        _finalNorm = encoder.Get("final_layer_norm.weight", config.Width);
    }

    /// <summary>The network's sizes.</summary>
    public T5Config Config { get; }

    /// <summary>Takes ways beside linear layers, by the names of their weights, in place of those before.</summary>
    internal void Add(IReadOnlyDictionary<string, IReadOnlyList<LowRankPath>> paths)
    {
        foreach (var linear in _layers.SelectMany(layer => layer.Linears))
            linear.Paths = paths.GetValueOrDefault(linear.Name) ?? [];
    }

    /// <summary>Encodes sequences of equal length; padding is read like any other token.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="ids">Token ids of all sequences, one after the other.</param>
    /// <param name="count">Number of sequences, B.</param>
    /// <param name="watch">Is shown <c>hidden_states.i</c>, valid during the call.</param>
    /// <returns>(B, L, Width).</returns>
    /// <exception cref="ArgumentException">The ids are no B sequences of one length.</exception>
    public Tensor Forward(
        Operations ops, ReadOnlySpan<int> ids, int count, Action<string, Tensor>? watch = null)
    {
        if (count < 1 || ids.Length == 0 || ids.Length % count != 0)
            throw new ArgumentException($"{ids.Length} token ids are not {count} sequences of one length.");
        using var scope = ops.Scope();
        var length = ids.Length / count;
        var bias = T5PositionBias.Compute(ops, _positions, length, Config);
        var h = ops.Reshape(ops.Embedding(_tokens, ids), new Shape(count, length, Config.Width));
        for (var i = 0; i < _layers.Length; i++)
        {
            watch?.Invoke($"hidden_states.{i}", h);
            var next = _layers[i].Forward(ops, h, bias);
            scope.Release(h);
            h = next;
        }
        var last = ops.RmsNorm(h, _finalNorm, Epsilon);
        watch?.Invoke($"hidden_states.{_layers.Length}", last);
        return scope.Keep(last);
    }
}

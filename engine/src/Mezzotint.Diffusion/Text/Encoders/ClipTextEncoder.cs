using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>
/// The text half of CLIP and OpenCLIP, by Hugging Face's weight names (<c>text_model.</c> and <c>text_projection.</c>).
/// </summary>
public sealed class ClipTextEncoder
{
    readonly Weight _tokens;
    readonly Weight _positions;
    readonly ClipLayer[] _layers;
    readonly LayerNorm _finalNorm;
    readonly Linear? _projection;

    /// <summary>Builds the network.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public ClipTextEncoder(WeightSource source, ClipConfig config)
    {
        var model = source.At("text_model");
        Config = config;
        _tokens = model.Get("embeddings.token_embedding.weight", config.Vocabulary, config.Width);
        _positions = model.Get("embeddings.position_embedding.weight", config.Positions, config.Width);
        _layers = new ClipLayer[config.Layers];
        for (var i = 0; i < config.Layers; i++)
            _layers[i] = new ClipLayer(model.At($"encoder.layers.{i}"), config);
        _finalNorm = new LayerNorm(model.At("final_layer_norm"), config.Width);
        if (config.ProjectionWidth > 0)
            _projection = Linear.WithoutBias(source.At("text_projection"), config.Width, config.ProjectionWidth);
    }

    /// <summary>The network's sizes.</summary>
    public ClipConfig Config { get; }

    /// <summary>Encodes sequences of equal length.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="ids">Token ids of all sequences, one after the other.</param>
    /// <param name="ends">Where each sequence's text ends: the index of its first end token. Their number is B.</param>
    /// <param name="reading">Which states are wanted.</param>
    /// <param name="watch">Is shown <c>hidden_states.i</c>, valid during the call.</param>
    /// <exception cref="ArgumentException">The ids are no B sequences that fit, or layers are skipped that do not
    /// exist.</exception>
    public ClipStates Forward(
        Operations ops, ReadOnlySpan<int> ids, ReadOnlySpan<int> ends, ClipReading reading,
        Action<string, Tensor>? watch = null)
    {
        var length = Check(ids, ends, reading);
        using var scope = ops.Scope();
        var h = Embed(ops, ids, ends.Length, reading.Vectors);
        watch?.Invoke("hidden_states.0", h);
        var (wanted, tokens) = (Config.Layers + 1 - reading.Skip, h);
        var last = reading.IsPooled ? Config.Layers : wanted;
        for (var i = 1; i <= last; i++)
        {
            h = _layers[i - 1].Forward(ops, h);
            watch?.Invoke($"hidden_states.{i}", h);
            if (i == wanted)
                tokens = h;
        }
        var pooled = reading.IsPooled ? scope.Keep(Pool(ops, h, ends)) : null;
        return new ClipStates(scope.Keep(reading.IsNormalised ? _finalNorm.Forward(ops, tokens) : tokens), pooled);
    }

    int Check(ReadOnlySpan<int> ids, ReadOnlySpan<int> ends, ClipReading reading)
    {
        var length = ends.Length == 0 ? 0 : ids.Length / ends.Length;
        if (length < 1 || length * ends.Length != ids.Length || length > Config.Positions)
            throw new ArgumentException(
                $"{ids.Length} token ids are not {ends.Length} sequences of one length of at most {Config.Positions}.");
        if (reading.Skip < 1 || reading.Skip > Config.Layers)
            throw new ArgumentException(
                $"Clip skip {reading.Skip} is not possible: this text encoder has {Config.Layers} layers, so 1 to "
                    + $"{Config.Layers}.");
        return length;
    }

    Tensor Embed(Operations ops, ReadOnlySpan<int> ids, int count, Tensor? vectors)
    {
        using var scope = ops.Scope();
        var length = ids.Length / count;
        var places = new int[length];
        for (var i = 0; i < length; i++)
            places[i] = i;
        var rows = vectors is null ? ops.Embedding(_tokens, ids) : Lookup(ops, ids, vectors);
        var tokens = ops.Reshape(rows, new Shape(count, length, Config.Width));
        return scope.Keep(ops.Add(tokens, ops.Embedding(_positions, places)));
    }

    /// <summary>Rows of the table, and of <paramref name="vectors"/> for ids past it, (ids, Width).</summary>
    Tensor Lookup(Operations ops, ReadOnlySpan<int> ids, Tensor vectors)
    {
        using var scope = ops.Scope();
        var pieces = new List<Tensor>();
        for (var start = 0; start < ids.Length;)
        {
            var (isOwn, end) = (ids[start] >= Config.Vocabulary, start + 1);
            while (end < ids.Length && !isOwn && ids[end] < Config.Vocabulary)
                end++;
            pieces.Add(isOwn ? ops.Slice(vectors, 0, ids[start] - Config.Vocabulary, 1)
                : ops.Embedding(_tokens, ids[start..end]));
            start = end;
        }
        return scope.Keep(ops.Concat(pieces, 0));
    }

    /// <summary>The normalised last state at each sequence's end, projected, (B, ProjectionWidth or Width).</summary>
    Tensor Pool(Operations ops, Tensor last, ReadOnlySpan<int> ends)
    {
        using var scope = ops.Scope();
        var rows = new Tensor[ends.Length];
        for (var b = 0; b < rows.Length; b++)
            rows[b] = ops.Slice(ops.Slice(last, 0, b, 1), 1, ends[b], 1);
        var normal = _finalNorm.Forward(ops, ops.Reshape(ops.Concat(rows, 0), new Shape(rows.Length, Config.Width)));
        return scope.Keep(_projection?.Forward(ops, normal) ?? normal);
    }
}

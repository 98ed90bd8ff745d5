using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Layers;
using Mezzotint.Diffusion.Text.Embeddings;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Turns prompts into what the denoiser is conditioned on.</summary>
sealed class TextConditioner(Operations ops, DiffusionModel model)
{
    /// <summary>Texts whose T5 states are kept for later requests: 8 MB each at most.</summary>
    const int KeptTexts = 8;

    /// <summary>A T5 encoder of so many bytes is given back at once, not whenever the runtime finds time.</summary>
    const long LargeBytes = 1L << 30;

    readonly Dictionary<(string Text, string Key), Conditioning> _done = [];
    readonly Dictionary<string, Tensor> _t5Done = [];
    T5TextEncoder? _t5;
    IReadOnlyList<EncoderWords> _words = [];
    IReadOnlyDictionary<string, IReadOnlyList<LowRankPath>>? _t5Paths;

    /// <summary>Encodes one prompt without changes by step.</summary>
    /// <param name="prompt">Text with weights and BREAK.</param>
    /// <param name="request">The request, with its size filled in.</param>
    /// <param name="isNegative">Whether it is guided away from.</param>
    /// <returns>Context (1, tokens, width) in memory of its own, and what else the denoiser takes.</returns>
    /// <exception cref="PromptException">The prompt is too long or malformed.</exception>
    public Conditioning Encode(string prompt, GenerationRequest request, bool isNegative)
    {
        var key = (prompt, $"{request.Width} {request.Height} {request.ClipSkip} {request.GuidanceScale} {isNegative}");
        if (!_done.TryGetValue(key, out var conditioning))
            _done.Add(key, conditioning = EncodeNew(prompt, request, isNegative));
        return conditioning;
    }

    /// <summary>Forgets what was encoded, and takes what a request adds to the text encoders.</summary>
    /// <param name="words">The words that each CLIP encoder is given vectors for.</param>
    /// <param name="t5Paths">What LoRAs add to T5.</param>
    public void Begin(
        IReadOnlyList<EncoderWords> words, IReadOnlyDictionary<string, IReadOnlyList<LowRankPath>> t5Paths)
    {
        _done.Clear();
        _words = words;
        if (!ReferenceEquals(t5Paths, _t5Paths))
            _t5Done.Clear();
        _t5Paths = t5Paths;
    }

    /// <summary>Lets the T5 encoder go: the denoiser needs its memory.</summary>
    public void Release()
    {
        if (_t5 is null)
            return;
        _t5 = null;
        if (model.Source.T5!.Reader.Checkpoint.SizeBytes > LargeBytes)
            GC.Collect();
    }

    Conditioning EncodeNew(string prompt, GenerationRequest request, bool isNegative)
    {
        using var scope = ops.Scope();
        var states = new List<ClipStates>();
        for (var i = 0; i < model.Texts.Count; i++)
        {
            var part = model.Texts[i];
            var words = i < _words.Count ? _words[i] : EncoderWords.None;
            var chunks = TokenChunks.Of(part.Tokenizer, prompt, part.PadId, words.Words);
            var reading = model.Family.Reading(model.Source, i, request.ClipSkip) with { Vectors = words.Vectors };
            states.Add(EncodeChunks(part, chunks, reading));
        }
        var t5 = model.T5 is { } part5 ? EncodeT5(part5, prompt) : null;
        var (context, pooled) = model.Family.Compose(ops, model.Source, states, t5);
        return new Conditioning(context.Clone(), pooled is null ? null : Vector(pooled, request, isNegative).Clone())
        {
            Guidance = model.Family.IsSelfGuided(model.Source)
                ? new Tensor(new Shape(1), [(float)request.GuidanceScale]) : null,
        };
    }

    /// <summary>T5's states, (1, L, width), in memory of their own.</summary>
    Tensor EncodeT5(T5Part part, string prompt)
    {
        if (_t5Done.TryGetValue(prompt, out var known))
            return known;
        using var scope = ops.Scope();
        var row = T5Row.Of(part.Tokenizer, prompt, tokens => model.Family.T5Length(model.Source, tokens));
        _t5 ??= part.Open();
        _t5.Add(_t5Paths!);
        var states = _t5.Forward(ops, row.Ids, 1).Clone();
        PromptWeights.Apply(states.Span, row.Weights);
        if (_t5Done.Count == KeptTexts)
            _t5Done.Clear();
        _t5Done.Add(prompt, states);
        return states;
    }

    /// <summary>
    /// The chunks' states one after the other, (1, 77 n, width), and the first chunk's pooled vector.
    /// </summary>
    ClipStates EncodeChunks(TextPart part, IReadOnlyList<TokenChunk> chunks, ClipReading reading)
    {
        int[] ids = [.. chunks.SelectMany(chunk => chunk.Ids)];
        int[] ends = [.. chunks.Select(chunk => Array.IndexOf(chunk.Ids, part.Tokenizer.EndId))];
        var states = part.Encoder.Forward(ops, ids, ends, reading);
        for (var i = 0; i < chunks.Count; i++)
            PromptWeights.Apply(states.Tokens.Rows(i, 1).Span, chunks[i].Weights);
        var (length, width) = (ids.Length, states.Tokens.Shape[^1]);
        var pooled = states.Pooled is null ? null : ops.Slice(states.Pooled, 0, 0, 1);
        return new ClipStates(ops.Reshape(states.Tokens, new Shape(1, length, width)), pooled);
    }

    /// <summary>Pooled text, then each of the family's numbers embedded, (1, VectorWidth).</summary>
    Tensor Vector(Tensor pooled, GenerationRequest request, bool isNegative)
    {
        var numbers = model.Family.VectorNumbers(request.Height!.Value, request.Width!.Value, isNegative);
        if (numbers.Length == 0)
            return pooled;
        var embedded = TimestepEmbedding.Compute(numbers, ModelFamily.SizeEmbeddingWidth);
        return ops.Concat([pooled, embedded.Reshape(new Shape(1, embedded.Shape.Count))], -1);
    }
}

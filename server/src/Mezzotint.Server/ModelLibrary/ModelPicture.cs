using Mezzotint.Catalogue;

namespace Mezzotint.Server.ModelLibrary;

/// <summary>The small picture by which lists show a model.</summary>
static class ModelPicture
{
    public const string MediaType = "image/webp";

    static readonly Lazy<byte[]> Miniature = new(ReadMiniature);

    /// <summary>What the catalogue has of it, or what comes with the bundled model; null where there is none.</summary>
    public static byte[]? Of(Model model) =>
        model.Picture is { } address ? Convert.FromBase64String(address[(address.IndexOf(',') + 1)..])
        : IsBundled(model) ? Miniature.Value : null;

    /// <summary>Whether it has one.</summary>
    public static bool IsThere(Model model) => model.Picture is not null || IsBundled(model);

    static bool IsBundled(Model model) => model is { Engine: Engine.BuiltIn, Checkpoint: Model.Miniature };

    static byte[] ReadMiniature()
    {
        using var stream = typeof(ModelPicture).Assembly.GetManifestResourceStream("miniature.webp")!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}

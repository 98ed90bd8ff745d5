namespace Mezzotint.Catalogue;

/// <summary>The catalogues that come with Mezzotint, for <c>--preset</c>: the files of catalogues/, built in.</summary>
public static class Presets
{
    const string Extension = ".json";
    const string SchemaResource = "catalogue.schema.json";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Presets).Assembly.GetManifestResourceNames()
            .Where(name => name != SchemaResource)
            .Select(name => name[..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The JSON Schema of catalogues, UTF-8.</summary>
    public static byte[] Schema => Resource(SchemaResource);

    /// <summary>A preset's file, UTF-8; null where there is none of that name.</summary>
    public static byte[]? Find(string name) => Names.Contains(name) ? Resource(name + Extension) : null;

    static byte[] Resource(string name)
    {
        using var stream = typeof(Presets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

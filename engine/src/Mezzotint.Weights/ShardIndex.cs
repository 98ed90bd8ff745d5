using System.Text.Json;

namespace Mezzotint.Weights;

/// <summary>The file beside a sharded checkpoint that says which shard holds which tensor.</summary>
static class ShardIndex
{
    public const string Extension = ".safetensors.index.json";

    const long MaxSizeBytes = SafetensorsHeader.MaxSizeBytes;

    /// <summary>The folder that an index's shards are in: its own.</summary>
    public static string Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>
    /// The checkpoint of a folder: its index, or its only safetensors file, or of several the one without a variant's
    /// name.
    /// </summary>
    /// <exception cref="CheckpointException">There is none, or it cannot be told which.</exception>
    public static string Choose(string folder)
    {
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        // "model.fp16.safetensors" is a variant of "model.safetensors": fewest dots first.
        var indices =
            files.Where(file => file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)).OrderBy(Dots).ToArray();
        if (indices.Length > 0)
            return indices[0];
        var singles = files.Where(file => file.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)).OrderBy(
            Dots).ToArray();
        if (singles.Length == 1 || singles.Length > 1 && Dots(singles[0]) < Dots(singles[1]))
            return singles[0];
        if (singles.Length > 1)
            throw new CheckpointException(
                folder, $"{folder} has several safetensors files and no index ({Names(singles)}): name the file to "
                    + "load.");
        throw files.FirstOrDefault(ForeignFormat.HasPickleExtension) is { } pickle ? ForeignFormat.Pickle(pickle)
            : new CheckpointException(folder, $"{folder} has no safetensors file: check the path.");
    }

    /// <summary>Shard file names by tensor name.</summary>
    /// <exception cref="CheckpointException">The file is missing, not of the right form, or names a file
    /// elsewhere.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxSizeBytes)
                throw new CheckpointException(
                    path, $"{path} is larger than {MaxSizeBytes} bytes: it is not an index file.");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("weight_map", out var map)
                || map.ValueKind != JsonValueKind.Object)
                throw new CheckpointException(
                    path, $"{path} has no 'weight_map': it is not the index of a sharded checkpoint.");
            var shards = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in map.EnumerateObject())
                if (!shards.TryAdd(property.Name, Shard(path, property)))
                    throw new CheckpointException(
                        path, $"{path} lists '{property.Name}' twice: get it again.", property.Name);
            return shards.Count > 0 ? shards
                : throw new CheckpointException(path, $"{path} lists no tensor: get it again.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new CheckpointException(
                path, $"{path} is not readable JSON: get it again. ({error.Message})", cause: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"{path} cannot be read: {error.Message}", cause: error);
        }
    }

    static string Shard(string path, JsonProperty property)
    {
        var shard = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : "";
        var isPlainName = shard.Length > 0 && shard is not ("." or "..") && shard.IndexOfAny(['/', '\\', '\0']) < 0;
        return isPlainName ? shard : throw new CheckpointException(
            path, $"{path} says that '{property.Name}' is in '{shard}', which is not the name of a file beside it.",
            property.Name);
    }

    static int Dots(string path) => Path.GetFileName(path).Count(c => c == '.');

    static string Names(IEnumerable<string> paths) => string.Join(", ", paths.Select(Path.GetFileName));
}

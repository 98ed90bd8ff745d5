using System.Text.Json;

namespace Mezzotint.Training.Miniature;

/// <summary>Writes the JSON files of a diffusers folder.</summary>
static class FolderConfigWriter
{
    static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes one object; folders are made.</summary>
    public static void Write(string path, Dictionary<string, object> entries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(entries, Options) + "\n");
    }
}

using System.Text.Json;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// A JSON file of sizes in a diffusers folder; a number that no network could have is an error that names file and
/// entry.
/// </summary>
sealed class PartConfig
{
    const int MaxBytes = 1 << 20;
    const int MaxNumber = 1 << 20;
    const int MaxList = 16;

    readonly JsonElement _root;

    PartConfig(string path, JsonElement root)
    {
        Path = path;
        _root = root;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CheckpointException">It is missing, too large, or no JSON object.</exception>
    public static PartConfig Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new CheckpointException(
                    path, $"{path} is larger than {MaxBytes} bytes: it is no configuration file.");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new PartConfig(path, document.RootElement.Clone())
                : throw new CheckpointException(path, $"{path} is no JSON object: get it again.");
        }
        catch (JsonException error)
        {
            throw new CheckpointException(
                path, $"{path} is not readable JSON: get it again. ({error.Message})", cause: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"{path} cannot be read: {error.Message}", cause: error);
        }
    }

    /// <summary>Whether the entry is there and is not null.</summary>
    public bool Has(string name) => _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A whole number from 0 to 2^20.</summary>
    public int Int(string name, int? missing = null) => Has(name) ? Int(name, _root.GetProperty(name))
        : missing ?? throw Bad(name, "is missing");

    /// <summary>Any number.</summary>
    public double Number(string name, double missing) => !Has(name) ? missing
        : _root.GetProperty(name) is { ValueKind: JsonValueKind.Number } value
            && double.IsFinite(value.GetDouble()) ? value.GetDouble()
        : throw Bad(name, "is no number");

    /// <summary>A truth value.</summary>
    public bool Flag(string name, bool missing) => !Has(name) ? missing
        : _root.GetProperty(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Bad(name, "is neither true nor false"),
        };

    /// <summary>A text.</summary>
    public string Text(string name, string missing) => !Has(name) ? missing
        : _root.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()!
        : throw Bad(name, "is no text");

    /// <summary>A list of whole numbers, or one that stands for <paramref name="count"/> equal ones.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="count">How many there must be; null for any number from 1 to 16.</param>
    /// <param name="missing">What a missing entry stands for; null where it must be there.</param>
    public int[] Ints(string name, int? count = null, int? missing = null)
    {
        if (!Has(name))
            return Enumerable.Repeat(Int(name, missing), count ?? 1).ToArray();
        var value = _root.GetProperty(name);
        int[] numbers = value.ValueKind == JsonValueKind.Array ? [.. Items(name, value).Select(item => Int(name, item))]
            : [.. Enumerable.Repeat(Int(name, value), count ?? 1)];
        return numbers.Length == (count ?? numbers.Length) ? numbers
            : throw Bad(name, $"has {numbers.Length} entries, expected {count}");
    }

    /// <summary>A list of texts.</summary>
    public string[] Texts(string name) => Has(name)
        ? [.. Items(name, _root.GetProperty(name)).Select(item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()!
                : throw Bad(name, "holds something that is no text"))]
        : throw Bad(name, "is missing");

    /// <summary>The error of an entry.</summary>
    public CheckpointException Bad(string name, string what) =>
        new(Path, $"'{name}' in {Path} {what}: get the file again.");

    JsonElement.ArrayEnumerator Items(string name, JsonElement array) =>
        array.ValueKind != JsonValueKind.Array ? throw Bad(name, "is no list")
        : array.GetArrayLength() is 0 or > MaxList
        ? throw Bad(name, $"has {array.GetArrayLength()} entries, expected 1 to {MaxList}")
        : array.EnumerateArray();

    int Int(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and <= MaxNumber
            ? number
        : throw Bad(name, $"is no whole number from 0 to {MaxNumber}");
}

using System.Text.Json;

namespace Mezzotint.Weights;

/// <summary>What the JSON header of a safetensors file says, all of it checked against the size of the file.</summary>
/// <remarks>
/// The format: 8 bytes with the header's length n (little-endian), n bytes of JSON that start with '{', then the
/// tensors' bytes, one after the other without gaps. <c>data_offsets</c> count from the end of the header. Anything
/// else is refused, as the format's own reader does: a gap could carry another file.
/// </remarks>
sealed class SafetensorsHeader
{
    /// <summary>The longest header the format allows.</summary>
    public const long MaxSizeBytes = 100_000_000;

    const int MaxDepth = 8;
    const int MaxNameLength = 4096;
    const int MaxRank = 64;
    const string Remedy = "the file is damaged or forged; get it again from where it came";

    readonly string _path;
    readonly long _dataStart;
    readonly long _dataSize;

    SafetensorsHeader(string path, long dataStart, long dataSize)
    {
        _path = path;
        _dataStart = dataStart;
        _dataSize = dataSize;
    }

    public Dictionary<string, TensorEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>The free texts of <c>__metadata__</c>.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the header.</summary>
    /// <param name="path">Named by errors.</param>
    /// <param name="json">The header without its length.</param>
    /// <param name="fileSize">Bytes of the whole file.</param>
    /// <exception cref="CheckpointException">The header is not JSON of the right form, or does not fit the
    /// file.</exception>
    public static SafetensorsHeader Parse(string path, ReadOnlySpan<byte> json, long fileSize)
    {
        var dataStart = sizeof(ulong) + (long)json.Length;
        var header = new SafetensorsHeader(path, dataStart, fileSize - dataStart);
        try
        {
            header.Read(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader throws the second for text that is not UTF-8 and for escapes that are no character.
            throw new CheckpointException(
                path, $"The header of {path} is not readable JSON: {Remedy}. ({error.Message})", cause: error);
        }
        header.CheckLayout();
        return header;
    }

    void Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '{')
            throw Error("does not begin with '{'");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        while (ReadProperty(ref reader) is { } name)
        {
            if (name == "__metadata__")
                ReadMetadata(ref reader);
            else if (!Entries.TryAdd(name, ReadEntry(ref reader, name)))
                throw Error("lists the tensor twice", name);
        }
        if (reader.Read())
            throw Error("goes on after its last '}'");
    }

    void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (ReadProperty(ref reader) is { } key)
        {
            Expect(ref reader, JsonTokenType.String, "__metadata__");
            if (!Metadata.TryAdd(key, reader.GetString()!))
                throw Error($"has the text '{key}' twice in its metadata");
        }
    }

    TensorEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        DType? dtype = null;
        long[]? lengths = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, name);
        while (ReadProperty(ref reader) is { } field)
            switch (field)
            {
                case "dtype" when dtype is null:
                    Expect(ref reader, JsonTokenType.String, name);
                    dtype = DTypeNames.Parse(reader.GetString()!)
                        ?? throw Error($"says dtype '{reader.GetString()}', which is none of {DTypeNames.All}", name);
                    break;
                case "shape" when lengths is null:
                    lengths = ReadNumbers(ref reader, name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, name);
                    break;
                default:
                    throw Error($"has an unknown or a second field '{field}'", name);
            }
        if (dtype is null || lengths is null || offsets is not [var begin, var end])
            throw Error("needs dtype, shape and two data_offsets", name);
        return Checked(name, dtype.Value, lengths, begin, end);
    }

    TensorEntry Checked(string name, DType dtype, long[] lengths, long begin, long end)
    {
        if (begin > end)
            throw Error($"has data_offsets [{begin}, {end}], which end before they begin", name);
        if (end > _dataSize)
            throw new CheckpointException(
                _path,
                $"'{name}' in {_path} ends at byte {Sum(_dataStart, end)} of a file of {_dataStart + _dataSize} bytes: "
                + "the file is truncated or forged; get it again from where it came.",
                name, Sum(_dataStart, begin));
        if (Product(lengths, dtype.SizeBytes()) is not { } size || size != end - begin)
            throw Error(
                $"has {end - begin} bytes, but its shape ({string.Join(", ", lengths)}) in {dtype.Name()} needs "
                + $"{Product(lengths, dtype.SizeBytes())?.ToString() ?? "more than any file has"}", name);
        return new TensorEntry(name, dtype, lengths, _dataStart + begin, end - begin);
    }

    /// <summary>The tensors' bytes must follow each other and fill the file.</summary>
    void CheckLayout()
    {
        var expected = _dataStart;
        foreach (var entry in Entries.Values.OrderBy(entry => entry.OffsetBytes).ThenBy(entry => entry.SizeBytes))
        {
            if (entry.OffsetBytes != expected)
                throw Error(
                    $"begins at byte {entry.OffsetBytes}, where byte {expected} was expected: tensors overlap or leave "
                        + "a gap",
                    entry.Name, entry.OffsetBytes);
            expected += entry.SizeBytes;
        }
        if (expected != _dataStart + _dataSize)
            throw Error($"accounts for {expected} bytes of a file of {_dataStart + _dataSize}", null, expected);
    }

    /// <summary>The next property's name, or null at the end of the object.</summary>
    string? ReadProperty(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw Error("ends too early");
        if (reader.TokenType == JsonTokenType.EndObject)
            return null;
        if (reader.ValueSpan.Length > MaxNameLength)
            throw Error($"has a name of more than {MaxNameLength} bytes");
        return reader.GetString();
    }

    long[] ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartArray, name);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == MaxRank)
                throw Error($"has a list of more than {MaxRank} numbers", name);
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw Error("has a shape or an offset that is not a whole number from 0 to 2^63 - 1", name);
            numbers.Add(number);
        }
        return [.. numbers];
    }

    void Expect(ref Utf8JsonReader reader, JsonTokenType type, string name)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw Error($"has a {reader.TokenType} where a {type} was expected", name);
    }

    CheckpointException Error(string what, string? name = null, long? offset = null) => new(
        _path, name is null ? $"The header of {_path} {what}: {Remedy}." : $"'{name}' in {_path} {what}: {Remedy}.",
        name, offset);

    /// <summary>The product of the lengths and the element's size, or null beyond 2^63 - 1.</summary>
    static long? Product(long[] lengths, int size)
    {
        if (lengths.Contains(0))
            return 0;
        long product = size;
        foreach (var length in lengths)
            if (length > long.MaxValue / product)
                return null;
            else
                product *= length;
        return product;
    }

    static long Sum(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;
}

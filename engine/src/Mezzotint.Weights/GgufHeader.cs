namespace Mezzotint.Weights;

/// <summary>What the header of a GGUF file says, all of it checked against the size of the file.</summary>
/// <remarks>
/// ggml-org/ggml, <c>docs/gguf.md</c>, versions 2 and 3, little-endian: magic, version, numbers of tensors and of
/// key-value pairs, the pairs, then for each tensor name, lengths (innermost first), type and offset from the first
/// multiple of the alignment behind the header.
/// </remarks>
sealed class GgufHeader
{
    /// <summary>The longest header read: vocabularies of language models take a few MB.</summary>
    public const long MaxSizeBytes = 100_000_000;

    const int MaxTensors = 1 << 18;
    const int MaxPairs = 1 << 16;
    const int MaxRank = 4;
    const uint DefaultAlignment = 32;
    const string AlignmentKey = "general.alignment";

    /// <summary>What some writers put before a tensor's name to tell lengths that they changed.</summary>
    const string OriginalShapeKey = "comfy.gguf.orig_shape.";

    readonly string _path;
    readonly Dictionary<string, long[]> _originalShapes = new(StringComparer.Ordinal);
    uint _alignment = DefaultAlignment;

    GgufHeader(string path) => _path = path;

    /// <summary>The tensors by name.</summary>
    public Dictionary<string, TensorEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts among the key-value pairs.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the header.</summary>
    /// <param name="path">Named by errors.</param>
    /// <param name="start">The file's first bytes, the whole header among them.</param>
    /// <param name="fileSize">Bytes of the whole file.</param>
    /// <exception cref="CheckpointException">It is no header, or does not fit the file.</exception>
    public static GgufHeader Parse(string path, ReadOnlySpan<byte> start, long fileSize)
    {
        if (!start.StartsWith("GGUF"u8))
            throw new CheckpointException(path, $"{path} is no GGUF file, whatever its name says: get it again.");
        var header = new GgufHeader(path);
        var cursor = new GgufCursor(path, start[4..]);
        var version = cursor.UInt32();
        if (version is not (2 or 3))
            throw new CheckpointException(
                path, $"{path} is a GGUF file of version {version}, 2 and 3 are read: convert it anew.", null, 4);
        var tensors = cursor.Count(MaxTensors, "tensors");
        var pairs = cursor.Count(MaxPairs, "key-value pairs");
        for (var i = 0; i < pairs; i++)
            header.ReadPair(ref cursor);
        var found = new List<(string Name, DType DType, long[] Lengths, ulong Offset)>();
        for (var i = 0; i < tensors; i++)
            found.Add(header.ReadTensor(ref cursor));
        var headerSize = start.Length - cursor.Remaining;
        header.Place(found, (headerSize + header._alignment - 1) / header._alignment * header._alignment, fileSize);
        return header;
    }

    void ReadPair(ref GgufCursor cursor)
    {
        var key = cursor.Text();
        var type = cursor.UInt32();
        if (type == GgufCursor.TextType)
        {
            Metadata.TryAdd(key, cursor.Text());
            return;
        }
        var numbers = cursor.Numbers(type);
        if (key == AlignmentKey)
            _alignment = numbers is [> 0 and <= 1 << 16 and var alignment] && long.IsPow2(alignment) ? (uint)alignment
                : throw cursor.Error($"has the alignment {string.Join(", ", numbers)}");
        else if (key.StartsWith(OriginalShapeKey, StringComparison.Ordinal) && numbers.Length is > 0 and <= 8)
            _originalShapes[key[OriginalShapeKey.Length..]] = numbers;
    }

    (string Name, DType DType, long[] Lengths, ulong Offset) ReadTensor(ref GgufCursor cursor)
    {
        var name = cursor.Text();
        var rank = cursor.UInt32();
        if (rank > MaxRank)
            throw cursor.Error($"gives '{name}' {rank} dimensions, at most {MaxRank} are allowed");
        var lengths = new long[rank];
        for (var i = lengths.Length - 1; i >= 0; i--)
            lengths[i] = cursor.UInt64() is <= int.MaxValue and var length ? (long)length
                : throw cursor.Error($"gives '{name}' a dimension of more than {int.MaxValue}");
        var type = cursor.UInt32();
        var dtype = GgufTypes.Find(type) ?? throw new CheckpointException(
            _path, $"'{name}' in {_path} is of the GGUF type {GgufTypes.NameOf(type)} ({type}), which is not read: "
                + $"take the file in one of {GgufTypes.All}.", name);
        return (name, dtype, lengths, cursor.UInt64());
    }

    /// <summary>Tensors must be whole blocks, inside the file, and not overlap.</summary>
    void Place(List<(string Name, DType DType, long[] Lengths, ulong Offset)> found, long dataStart, long fileSize)
    {
        var (end, last) = (dataStart, "");
        foreach (var (name, dtype, lengths, offset) in found.OrderBy(tensor => tensor.Offset))
        {
            var size = Size(name, dtype, lengths);
            if (offset > (ulong)fileSize || offset % _alignment != 0 || dataStart + (long)offset > fileSize - size)
                throw new CheckpointException(
                    _path, $"'{name}' in {_path} has {size} bytes at {offset} of a file of {fileSize}: the file is "
                        + "truncated or forged; get it again from where it came.", name);
            var begin = dataStart + (long)offset;
            if (begin < end)
                throw Error($"puts '{name}' into the place of '{last}'");
            (end, last) = (begin + size, name);
            if (!Entries.TryAdd(name, new TensorEntry(name, dtype, Original(name, lengths), begin, size)))
                throw Error($"lists '{name}' twice");
        }
    }

    long Size(string name, DType dtype, long[] lengths)
    {
        var (count, block) = (1L, dtype.BlockLength());
        foreach (var length in lengths)
            count = length == 0 || count <= long.MaxValue / 64 / length ? count * length
                : throw Error($"gives '{name}' more elements than any file has");
        return lengths.Length > 0 && lengths[^1] % block == 0 || block == 1 ? count / block * dtype.SizeBytes()
            : throw Error($"stores '{name}' as {dtype.Name()} in rows of {lengths.LastOrDefault()}, which are no whole "
                + $"blocks of {block}");
    }

    /// <summary>The lengths that a tensor had before it was written, where they are noted and fit.</summary>
    long[] Original(string name, long[] lengths) =>
        _originalShapes.TryGetValue(name, out var original)
        && original.All(length => length is >= 0 and <= int.MaxValue)
        && Product(original) == Product(lengths) ? original : lengths;

    static Int128 Product(long[] lengths) => lengths.Aggregate((Int128)1, (product, length) => product * length);

    CheckpointException Error(string what) => new(
        _path, $"The header of {_path} {what}: the file is damaged or forged; get it again from where it came.");
}

using System.Buffers.Binary;
using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>A safetensors file, mapped into memory; its tensors are read when asked for.</summary>
/// <remarks>Everything the header says is checked when the file is opened. Reading is safe from many threads.</remarks>
public sealed class SafetensorsFile : IDisposable
{
    /// <summary>Elements between two looks at the length of the file: 8 MB of float32 at most.</summary>
    const int ChunkElements = 1 << 20;

    readonly MappedFile _file;
    readonly SafetensorsHeader _header;

    SafetensorsFile(MappedFile file, SafetensorsHeader header)
    {
        _file = file;
        _header = header;
    }

    /// <summary>The file.</summary>
    public string Path => _file.Path;

    /// <summary>Bytes of the file.</summary>
    public long SizeBytes => _file.Length;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Entries => _header.Entries;

    /// <summary>The texts that the writer of the file left in it.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="CheckpointException">It is missing, unreadable, no safetensors file, truncated or
    /// forged.</exception>
    public static SafetensorsFile Open(string path)
    {
        MappedFile file;
        try
        {
            file = new MappedFile(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException(path, $"There is no file {path}: check the name.", cause: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"{path} cannot be read: {error.Message}", cause: error);
        }
        try
        {
            return new SafetensorsFile(file, ReadHeader(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A tensor's values as float32; integers are rounded to the nearest.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, it is too large, or the file was cut
    /// meanwhile.</exception>
    public Tensor Read(string name)
    {
        var entry = Entry(name);
        var tensor = new Tensor(entry.Shape ?? throw TooLarge(entry));
        Read(entry, 0, tensor.Span);
        return tensor;
    }

    /// <summary>A tensor's whole numbers.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, its elements are not integers, or it is too
    /// large.</exception>
    public long[] ReadIntegers(string name)
    {
        var entry = Entry(name);
        if (!entry.DType.IsInteger())
            throw new CheckpointException(
                Path, $"'{name}' in {Path} is {entry.DType.Name()}, expected integers.", name);
        if (entry.Count > ChunkElements)
            throw TooLarge(entry);
        var values = new long[entry.Count];
        ElementDecoder.DecodeIntegers(entry.DType, _file.Span(entry.OffsetBytes, (int)entry.SizeBytes), values);
        return values;
    }

    /// <summary>Unmaps the file. Weights that were not read yet cannot be read any more.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Some of a tensor's values as float32, counted in row-major order.</summary>
    internal void Read(TensorEntry entry, long first, Span<float> values)
    {
        var size = entry.DType.SizeBytes();
        for (var done = 0; done < values.Length; done += ChunkElements)
        {
            var chunk = values.Slice(done, Math.Min(ChunkElements, values.Length - done));
            var bytes = _file.Span(entry.OffsetBytes + (first + done) * size, chunk.Length * size);
            ElementDecoder.Decode(entry.DType, bytes, chunk);
        }
    }

    internal TensorEntry Entry(string name) => _header.Entries.GetValueOrDefault(name)
        ?? throw new CheckpointException(Path, $"{Path} has no tensor '{name}'.", name);

    static SafetensorsHeader ReadHeader(MappedFile file)
    {
        const int prefix = sizeof(ulong);
        ForeignFormat.Refuse(file);
        if (file.Length < prefix + 2)
            throw new CheckpointException(
                file.Path, $"{file.Path} has {file.Length} bytes, too few for a safetensors file: it is truncated; get "
                    + "it again.");
        var size = BinaryPrimitives.ReadUInt64LittleEndian(file.Span(0, prefix));
        if (size > SafetensorsHeader.MaxSizeBytes)
            throw new CheckpointException(
                file.Path,
                $"{file.Path} is not a safetensors file: its header would have {size} bytes, at most "
                + $"{SafetensorsHeader.MaxSizeBytes} are allowed.", null, 0);
        if ((long)size > file.Length - prefix)
            throw new CheckpointException(
                file.Path,
                $"{file.Path} is truncated: its header takes {size} bytes, the file has {file.Length}; get it again "
                    + "from where it came.",
                null, 0);
        return SafetensorsHeader.Parse(file.Path, file.Span(prefix, (int)size), file.Length);
    }

    CheckpointException TooLarge(TensorEntry entry) => new(
        Path, $"'{entry.Name}' in {Path} is {entry}: this engine holds at most {Shape.MaxRank} dimensions and 2^31 - 1 "
            + "elements.",
        entry.Name, entry.OffsetBytes);
}

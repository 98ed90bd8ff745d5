using System.Buffers.Binary;
using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>A safetensors file, mapped into memory; its tensors are read when asked for.</summary>
/// <remarks>Everything the header says is checked when the file is opened. Reading is safe from many threads.</remarks>
public sealed class SafetensorsFile : ITensorFile
{
    readonly MappedFile _file;
    readonly SafetensorsHeader _header;
    readonly MappedTensors _tensors;

    SafetensorsFile(MappedFile file, SafetensorsHeader header)
    {
        _file = file;
        _header = header;
        _tensors = new MappedTensors(file, header.Entries);
    }

    /// <summary>The file.</summary>
    public string Path => _file.Path;

    /// <summary>Bytes of the file.</summary>
    public long SizeBytes => _file.Length;

    /// <inheritdoc/>
    public bool IsChanged => _file.IsChanged;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Entries => _header.Entries;

    /// <summary>The texts that the writer of the file left in it.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="CheckpointException">It is missing, unreadable, no safetensors file, truncated or
    /// forged.</exception>
    public static SafetensorsFile Open(string path)
    {
        var file = MappedFile.Open(path);
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

    /// <inheritdoc/>
    public Tensor Read(string name) => _tensors.Read(name);

    /// <inheritdoc/>
    public long[] ReadIntegers(string name) => _tensors.ReadIntegers(name);

    /// <summary>Unmaps the file. Weights that were not read yet cannot be read any more.</summary>
    public void Dispose() => _file.Dispose();

    /// <inheritdoc/>
    public void Read(TensorEntry entry, long first, Span<float> values) => _tensors.Read(entry, first, values);

    /// <inheritdoc/>
    public void Forget(TensorEntry entry) => _tensors.Forget(entry);

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
}

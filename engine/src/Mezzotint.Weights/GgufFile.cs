using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>
/// A GGUF file, the format in which quantised models are shared; its tensors are read when asked for.
/// </summary>
public sealed class GgufFile : ITensorFile
{
    internal const string Extension = ".gguf";

    readonly MappedFile _file;
    readonly GgufHeader _header;
    readonly MappedTensors _tensors;

    GgufFile(MappedFile file)
    {
        _file = file;
        _header = GgufHeader.Parse(file.Path, file.Span(0, (int)Math.Min(file.Length, GgufHeader.MaxSizeBytes)),
            file.Length);
        _tensors = new MappedTensors(file, _header.Entries);
    }

    /// <inheritdoc/>
    public string Path => _file.Path;

    /// <inheritdoc/>
    public long SizeBytes => _file.Length;

    /// <inheritdoc/>
    public bool IsChanged => _file.IsChanged;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Entries => _header.Entries;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="CheckpointException">It is missing, unreadable, no GGUF file, truncated or forged, or of a type
    /// that is not known.</exception>
    public static GgufFile Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return new GgufFile(file);
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

    /// <inheritdoc/>
    public void Read(TensorEntry entry, long first, Span<float> values) => _tensors.Read(entry, first, values);

    /// <inheritdoc/>
    public void Forget(TensorEntry entry) => _tensors.Forget(entry);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

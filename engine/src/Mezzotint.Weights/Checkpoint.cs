using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>A set of named tensors: one safetensors or GGUF file, or the shards that an index file names.</summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>Elements that a thread decodes at once: a multiple of every quantised type's block.</summary>
    const int RunElements = 1 << 18;

    readonly Dictionary<string, ITensorFile> _owners;
    readonly IReadOnlyList<ITensorFile> _files;

    Checkpoint(string path, IReadOnlyList<ITensorFile> files, Dictionary<string, ITensorFile> owners)
    {
        Path = path;
        _files = files;
        _owners = owners;
    }

    /// <summary>The file, the index file, or the folder's file that was chosen.</summary>
    public string Path { get; }

    /// <summary>All its files: the one, or the index and its shards.</summary>
    public IEnumerable<string> FilePaths => _files.Select(file => file.Path).Prepend(Path).Distinct();

    /// <summary>Bytes of all its files.</summary>
    public long SizeBytes => _files.Sum(file => file.SizeBytes);

    /// <summary>Whether one of its files was cut or written to since it was opened: it must be opened anew.</summary>
    public bool IsChanged => _files.Any(file => file.IsChanged);

    /// <summary>The tensors' names.</summary>
    public IReadOnlyCollection<string> Names => _owners.Keys;

    /// <summary>Texts that the writer left; of shards, those of the first.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _files[0].Metadata;

    /// <summary>Opens a safetensors or GGUF file, a <c>*.safetensors.index.json</c>, or the one of these in a
    /// folder.</summary>
    /// <exception cref="CheckpointException">It is missing, no such file, a pickle, truncated or forged.</exception>
    public static Checkpoint Open(string path)
    {
        var file = Directory.Exists(path) ? ShardIndex.Choose(path) : path;
        if (file.EndsWith(ShardIndex.Extension, StringComparison.OrdinalIgnoreCase))
            return OpenShards(file);
        ITensorFile single = file.EndsWith(GgufFile.Extension, StringComparison.OrdinalIgnoreCase)
            ? GgufFile.Open(file) : SafetensorsFile.Open(file);
        return new Checkpoint(
            file, [single], single.Entries.Keys.ToDictionary(name => name, _ => single, StringComparer.Ordinal));
    }

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => _owners.ContainsKey(name);

    /// <summary>What the header says of a tensor, or null.</summary>
    public TensorEntry? Find(string name) => _owners.TryGetValue(name, out var file) ? file.Entries[name] : null;

    /// <summary>A tensor's values as float32.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, it is too large, or the file was cut
    /// meanwhile.</exception>
    public Tensor Read(string name) => Owner(name).Read(name);

    /// <summary>A tensor's whole numbers.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, or its elements are not integers.</exception>
    public long[] ReadIntegers(string name) => Owner(name).ReadIntegers(name);

    /// <summary>Unmaps the files. Weights that were not read yet cannot be read any more.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    /// <summary>The rows of some tensors, one below the other, as one tensor of <paramref name="shape"/>.</summary>
    /// <remarks>The rows were counted when the shape was made: see <see cref="WeightReader"/>.</remarks>
    internal Tensor Read(IReadOnlyList<TensorPart> parts, Shape shape)
    {
        var tensor = new Tensor(shape);
        var done = 0;
        foreach (var part in parts)
        {
            var file = Owner(part.Name);
            var entry = file.Entries[part.Name];
            var rowElements = part.IsTransposed || entry.Lengths.Count == 0 ? 0
                : (int)(entry.Count / Math.Max(1, entry.Lengths[0]));
            var count = part.RowCount is { } rows ? rows * rowElements : (int)entry.Count - part.FirstRow * rowElements;
            Read(file, entry, (long)part.FirstRow * rowElements, tensor, (done, count));
            file.Forget(entry);
            if (part.IsTransposed)
                Transpose(tensor.Span.Slice(done, count), (int)entry.Lengths[0]);
            done += count;
        }
        return tensor;
    }

    /// <summary>
    /// A reader of the rows that <see cref="Read(IReadOnlyList{TensorPart}, Shape)"/> would read at once; null where
    /// one of the parts is transposed, or has no rows.
    /// </summary>
    internal WeightRows? Rows(IReadOnlyList<TensorPart> parts)
    {
        if (parts.Any(part => part.IsTransposed || Owner(part.Name).Entries[part.Name].Lengths.Count == 0))
            return null;
        return new WeightRows(
            (first, values) => ReadRows(parts, first, values),
            () =>
            {
                foreach (var part in parts)
                    Owner(part.Name).Forget(Owner(part.Name).Entries[part.Name]);
            });
    }

    void ReadRows(IReadOnlyList<TensorPart> parts, int first, Span<float> values)
    {
        foreach (var part in parts)
        {
            if (values.IsEmpty)
                return;
            var file = Owner(part.Name);
            var entry = file.Entries[part.Name];
            var rowLength = (int)(entry.Count / Math.Max(1, entry.Lengths[0]));
            var rows = part.RowCount ?? (int)entry.Lengths[0] - part.FirstRow;
            if (first >= rows)
            {
                first -= rows;
                continue;
            }
            var count = Math.Min(rows - first, values.Length / Math.Max(1, rowLength)) * rowLength;
            file.Read(entry, (long)(part.FirstRow + first) * rowLength, values[..count]);
            first = 0;
            values = values[count..];
        }
    }

    /// <summary>Some of a tensor's values, decoded by all threads, each a run of its own.</summary>
    static void Read(ITensorFile file, TensorEntry entry, long first, Tensor target, (int Start, int Count) place)
    {
        var runs = (place.Count + RunElements - 1) / RunElements;
        Threads.For(runs, run =>
        {
            var start = run * RunElements;
            var values = target.Span.Slice(place.Start + start, Math.Min(RunElements, place.Count - start));
            file.Read(entry, first + start, values);
        });
    }

    static void Transpose(Span<float> values, int rows)
    {
        var source = values.ToArray();
        var columns = values.Length / Math.Max(1, rows);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                values[c * rows + r] = source[r * columns + c];
    }

    static Checkpoint OpenShards(string path)
    {
        var shards = ShardIndex.Read(path);
        var files = new Dictionary<string, ITensorFile>(StringComparer.Ordinal);
        var owners = new Dictionary<string, ITensorFile>(StringComparer.Ordinal);
        try
        {
            foreach (var (name, shard) in shards)
            {
                if (!files.TryGetValue(shard, out var file))
                    files.Add(shard,
                        file = SafetensorsFile.Open(System.IO.Path.Combine(ShardIndex.Folder(path), shard)));
                owners.Add(name, file.Entries.ContainsKey(name) ? file : throw new CheckpointException(
                    path, $"{path} says that '{name}' is in {shard}, which has no such tensor: get both files again.",
                    name));
            }
            return new Checkpoint(path, [.. files.Values], owners);
        }
        catch
        {
            foreach (var file in files.Values)
                file.Dispose();
            throw;
        }
    }

    ITensorFile Owner(string name) => _owners.GetValueOrDefault(name)
        ?? throw new CheckpointException(Path, $"{Path} has no tensor '{name}'.", name);
}

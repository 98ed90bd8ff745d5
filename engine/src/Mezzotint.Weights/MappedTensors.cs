using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>Reads the tensors of a mapped file whose header was checked.</summary>
sealed unsafe class MappedTensors(MappedFile file, IReadOnlyDictionary<string, TensorEntry> entries)
{
    /// <summary>
    /// Elements that a thread reads between two looks at the length of the file: 2 MB at most, and whole blocks.
    /// </summary>
    const int ChunkElements = 1 << 18;

    /// <summary>Whole numbers are read at once: they are ids and positions, and few.</summary>
    const int MaxIntegers = 1 << 20;

    /// <summary>As <see cref="ITensorFile.Read(string)"/>.</summary>
    public Tensor Read(string name)
    {
        var entry = Entry(name);
        var tensor = new Tensor(entry.Shape ?? throw TooLarge(entry));
        Read(entry, 0, tensor.Span);
        Forget(entry);
        return tensor;
    }

    /// <summary>As <see cref="ITensorFile.ReadIntegers"/>.</summary>
    public long[] ReadIntegers(string name)
    {
        var entry = Entry(name);
        if (!entry.DType.IsInteger())
            throw new CheckpointException(
                file.Path, $"'{name}' in {file.Path} is {entry.DType.Name()}, expected integers.", name);
        if (entry.Count > MaxIntegers)
            throw TooLarge(entry);
        var values = new long[entry.Count];
        ElementDecoder.DecodeIntegers(entry.DType, file.Span(entry.OffsetBytes, (int)entry.SizeBytes), values);
        return values;
    }

    /// <summary>As <see cref="ITensorFile.Read(TensorEntry, long, Span{float})"/>.</summary>
    public void Read(TensorEntry entry, long first, Span<float> values)
    {
        var length = values.Length;
        fixed (float* start = values)
        {
            var target = start;
            Threads.For((int)((length + ChunkElements - 1L) / ChunkElements), chunk =>
            {
                var done = chunk * ChunkElements;
                ReadChunk(entry, first + done, new Span<float>(target + done, Math.Min(ChunkElements, length - done)));
            });
        }
    }

    /// <summary>As <see cref="ITensorFile.Forget"/>.</summary>
    public void Forget(TensorEntry entry) => file.Release(entry.OffsetBytes, entry.SizeBytes);

    void ReadChunk(TensorEntry entry, long first, Span<float> values)
    {
        if (entry.DType.BlockLength() == 1)
            ElementDecoder.Decode(entry.DType, Blocks(entry, first, values.Length), values);
        else
            ReadBlocks(entry, first, values);
    }

    /// <summary>Values that may begin and end inside a block.</summary>
    void ReadBlocks(TensorEntry entry, long first, Span<float> values)
    {
        var length = entry.DType.BlockLength();
        var before = (int)(first % length);
        var whole = (before + values.Length + length - 1) / length;
        var bytes = Blocks(entry, first / length, whole);
        if (before == 0 && values.Length == whole * length)
        {
            BlockDecoder.Decode(entry.DType, bytes, values);
            return;
        }
        var all = new float[whole * length];
        BlockDecoder.Decode(entry.DType, bytes, all);
        all.AsSpan(before, values.Length).CopyTo(values);
    }

    ReadOnlySpan<byte> Blocks(TensorEntry entry, long first, int count)
    {
        var size = entry.DType.SizeBytes();
        return file.Span(entry.OffsetBytes + first * size, count * size);
    }

    TensorEntry Entry(string name) => entries.GetValueOrDefault(name)
        ?? throw new CheckpointException(file.Path, $"{file.Path} has no tensor '{name}'.", name);

    CheckpointException TooLarge(TensorEntry entry) => new(
        file.Path, $"'{entry.Name}' in {file.Path} is {entry}: this engine holds at most {Shape.MaxRank} dimensions "
            + "and 2^31 - 1 elements.",
        entry.Name, entry.OffsetBytes);
}

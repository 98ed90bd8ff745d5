using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>Writes safetensors files: the same tensors always give the same bytes.</summary>
public static class SafetensorsWriter
{
    const int Alignment = 8;
    const int ChunkElements = 1 << 16;

    /// <summary>
    /// Writes a file beside its final name and renames it when it is whole, so that no half file is ever seen.
    /// </summary>
    /// <param name="path">The file, replaced if there is one.</param>
    /// <param name="tensors">The tensors; they are written in order of their names.</param>
    /// <param name="metadata">Texts for <c>__metadata__</c>, or null.</param>
    /// <param name="dtype">F32, F16 or BF16; the latter two round to nearest, ties to even.</param>
    /// <exception cref="ArgumentException">Another dtype, two tensors of one name, or a finite value beyond the dtype's
    /// range.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing is left of it.</exception>
    public static void Write(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IEnumerable<KeyValuePair<string, string>>? metadata = null, DType dtype = DType.F32)
    {
        if (dtype is not (DType.F32 or DType.F16 or DType.BF16))
            throw new ArgumentException($"Tensors are written as F32, F16 or BF16, not {dtype.Name()}.", nameof(dtype));
        var sorted = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToArray();
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Key == sorted[i - 1].Key)
                throw new ArgumentException($"Two tensors are named '{sorted[i].Key}'.", nameof(tensors));
        var header = Header(sorted, metadata, dtype);
        var partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                stream.Write(header);
                foreach (var (name, tensor) in sorted)
                    WriteTensor(stream, name, tensor.Span, dtype);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Length and JSON, padded with spaces so that the first tensor is aligned.</summary>
    static byte[] Header(
        KeyValuePair<string, Tensor>[] tensors, IEnumerable<KeyValuePair<string, string>>? metadata, DType dtype)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (metadata is not null)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }
            long offset = 0;
            foreach (var (name, tensor) in tensors)
                offset = WriteEntry(json, name, tensor.Shape, dtype, offset);
            json.WriteEndObject();
        }
        var text = stream.ToArray();
        var size = (text.Length + Alignment - 1) / Alignment * Alignment;
        var header = new byte[sizeof(ulong) + size];
        header.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)size);
        text.CopyTo(header, sizeof(ulong));
        return header;
    }

    static long WriteEntry(Utf8JsonWriter json, string name, Shape shape, DType dtype, long offset)
    {
        var end = offset + (long)shape.Count * dtype.SizeBytes();
        json.WriteStartObject(name);
        json.WriteString("dtype", dtype.Name());
        json.WriteStartArray("shape");
        for (var i = 0; i < shape.Rank; i++)
            json.WriteNumberValue(shape[i]);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    static void WriteTensor(Stream stream, string name, ReadOnlySpan<float> values, DType dtype)
    {
        if (dtype == DType.F32)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }
        var halves = new ushort[Math.Min(values.Length, ChunkElements)];
        for (var done = 0; done < values.Length; done += ChunkElements)
        {
            var chunk = values.Slice(done, Math.Min(ChunkElements, values.Length - done));
            for (var i = 0; i < chunk.Length; i++)
                halves[i] = dtype == DType.F16 ? BitConverter.HalfToUInt16Bits((Half)chunk[i]) : BrainBits(chunk[i]);
            CheckRange(name, chunk, halves, dtype);
            stream.Write(MemoryMarshal.AsBytes(halves.AsSpan(0, chunk.Length)));
        }
    }

    /// <summary>The upper 16 bits, rounded to nearest, ties to even; what is not a number stays so.</summary>
    static ushort BrainBits(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)(bits >> 16 | 0x40) : (ushort)(bits + 0x7FFF + (bits >> 16 & 1) >> 16);
    }

    static void CheckRange(string name, ReadOnlySpan<float> values, ReadOnlySpan<ushort> halves, DType dtype)
    {
        var infinity = dtype == DType.F16 ? 0x7C00 : 0x7F80;
        for (var i = 0; i < values.Length; i++)
            if ((halves[i] & 0x7FFF) == infinity && float.IsFinite(values[i]))
                throw new ArgumentException(
                    $"'{name}' holds {values[i]}, which is too large for {dtype.Name()}: write it as F32.");
    }
}

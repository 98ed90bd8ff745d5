using System.Buffers.Binary;
using System.Text.Json;

namespace Mezzotint.Diffusion.Tests.Families;

/// <summary>A list of tensor names and shapes made into a checkpoint of zeros that takes no room on the disk.</summary>
static class KeyList
{
    /// <summary>Name, shape and type of each line "name[tab][shape][tab]dtype".</summary>
    public static IReadOnlyList<KeyEntry> Read(string path) =>
        [.. File.ReadLines(path).Select(line => line.Split('\t')).Select(
            words => new KeyEntry(words[0], JsonSerializer.Deserialize<int[]>(words[1])!, words[2]))];

    /// <summary>The list of this name below the golden keys, such as <c>single/flux_ae</c>.</summary>
    public static IReadOnlyList<KeyEntry> Golden(string name) =>
        Read(Path.Combine(Parity.Golden.Folder, "keys", name + ".tsv"));

    /// <summary>
    /// Writes a GGUF file of these tensors, its values a hole: matrices whose rows are whole blocks quantised, all else
    /// in F32, as the community's converters do.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="type">Number of the quantised type.</param>
    /// <param name="block">Its elements and bytes of a block.</param>
    public static void WriteGguf(
        string path, IReadOnlyList<KeyEntry> tensors, uint type, (int Elements, int Bytes) block)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        using var writer = new BinaryWriter(file);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors.Count);
        writer.Write(0UL);
        var offset = 0L;
        foreach (var tensor in tensors)
        {
            var name = System.Text.Encoding.UTF8.GetBytes(tensor.Name);
            writer.Write((ulong)name.Length);
            writer.Write(name);
            writer.Write((uint)tensor.Shape.Length);
            foreach (var length in tensor.Shape.Reverse())
                writer.Write((ulong)length);
            var isQuantised = tensor.Shape.Length == 2 && tensor.Shape[1] % block.Elements == 0;
            writer.Write(isQuantised ? type : 0u);
            writer.Write((ulong)offset);
            var count = tensor.Shape.Aggregate(1L, (product, length) => product * length);
            offset += (isQuantised ? count / block.Elements * block.Bytes : 4 * count) + 31 & ~31L;
        }
        writer.Flush();
        file.SetLength((file.Position + 31 & ~31L) + offset);
    }

    /// <summary>Writes a safetensors file of these tensors, its values a hole in the file.</summary>
    public static void WriteCheckpoint(string path, IEnumerable<KeyEntry> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long offset = 0;
        var header = new Dictionary<string, object>();
        foreach (var tensor in tensors)
        {
            var end = offset + tensor.SizeBytes;
            header[tensor.Name] = new
            {
                dtype = tensor.DType,
                shape = tensor.Shape,
                data_offsets = new[] { offset, end },
            };
            offset = end;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        file.Write(length);
        file.Write(json);
        file.SetLength(8 + json.Length + offset);
    }
}

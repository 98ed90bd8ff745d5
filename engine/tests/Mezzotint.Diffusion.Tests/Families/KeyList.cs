using System.Buffers.Binary;
using System.Text.Json;

namespace Mezzotint.Diffusion.Tests.Families;

/// <summary>A list of tensor names and shapes made into a checkpoint of zeros that takes no room on the disk.</summary>
static class KeyList
{
    /// <summary>Name and shape of each line "name[tab][shape][tab]dtype".</summary>
    public static IReadOnlyList<(string Name, int[] Shape)> Read(string path) =>
        [.. File.ReadLines(path).Select(line => line.Split('\t')).Select(
            words => (words[0], JsonSerializer.Deserialize<int[]>(words[1])!))];

    /// <summary>Writes a safetensors file of these tensors in F16, its values a hole in the file.</summary>
    public static void WriteCheckpoint(string path, IEnumerable<(string Name, int[] Shape)> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long offset = 0;
        var header = new Dictionary<string, object>();
        foreach (var (name, shape) in tensors)
        {
            var end = offset + shape.Aggregate(2L, (bytes, length) => bytes * length);
            header[name] = new { dtype = "F16", shape, data_offsets = new[] { offset, end } };
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

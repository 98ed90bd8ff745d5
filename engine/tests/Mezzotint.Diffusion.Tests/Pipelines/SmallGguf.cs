using System.Text;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>GGUF files of single precision, version 3, without metadata.</summary>
static class SmallGguf
{
    const uint Single = 0;
    const int Alignment = 32;

    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        var all = tensors.ToList();
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)all.Count);
        writer.Write(0UL); // no metadata
        var offset = 0L;
        foreach (var (name, tensor) in all)
        {
            writer.Write((ulong)Encoding.UTF8.GetByteCount(name));
            writer.Write(Encoding.UTF8.GetBytes(name));
            writer.Write((uint)tensor.Shape.Rank);
            for (var i = 1; i <= tensor.Shape.Rank; i++) // the innermost first
                writer.Write((ulong)tensor.Shape[^i]);
            writer.Write(Single);
            writer.Write((ulong)offset);
            offset = Aligned(offset + sizeof(float) * (long)tensor.Shape.Count);
        }
        foreach (var (_, tensor) in all)
        {
            writer.Write(new byte[Aligned(writer.BaseStream.Position) - writer.BaseStream.Position]);
            foreach (var value in tensor.Span)
                writer.Write(value);
        }
    }

    static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}

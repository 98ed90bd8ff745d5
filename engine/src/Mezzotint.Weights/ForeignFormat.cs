using System.Buffers.Binary;

namespace Mezzotint.Weights;

/// <summary>Knows other formats of checkpoints by content and by name, and says how to convert them.</summary>
public static class ForeignFormat
{
    static readonly string[] PickleExtensions = [".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"];

    /// <summary>Refuses a file that is no safetensors file but something well known.</summary>
    /// <exception cref="CheckpointException">It is a pickle, or GGUF under a safetensors file's name.</exception>
    internal static void Refuse(MappedFile file)
    {
        var start = file.Span(0, (int)Math.Min(file.Length, 16));
        if (start.StartsWith("GGUF"u8))
            throw new CheckpointException(
                file.Path, $"{file.Path} is a GGUF file: let its name end in .gguf.");
        RefusePickle(file.Path, start);
    }

    /// <summary>Refuses a pickle by its first bytes or, where they do not tell, its name.</summary>
    /// <param name="path">The file's name or path.</param>
    /// <param name="start">Its first bytes, nine or more; none where only the name is known.</param>
    /// <exception cref="CheckpointException">It is a pickle; the message has the command that converts it.</exception>
    public static void RefusePickle(string path, ReadOnlySpan<byte> start)
    {
        // Pickles open with the opcode PROTO (0x80) and the protocol's number; torch.save wraps one into a zip archive.
        if (!LooksLikeSafetensors(start)
            && (start.StartsWith("PK"u8) || start is [0x80, <= 5, ..] || HasPickleExtension(path)))
            throw Pickle(path);
    }

    internal static bool HasPickleExtension(string path) =>
        PickleExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    internal static CheckpointException Pickle(string path)
    {
        var name = Path.GetFileName(path);
        var target = Path.ChangeExtension(name, ".safetensors");
        return new CheckpointException(
            path,
            $"{path} is a pickle, a format that can run any program when it is opened, so it is refused. Convert it "
                + "once, "
            + "where you trust its source: python -c \"import torch, safetensors.torch as s; "
            + $"w = torch.load('{name}', map_location='cpu', weights_only=True); w = w.get('state_dict', w); "
            + "s.save_file({k: v.clone().contiguous() for k, v in w.items() if torch.is_tensor(v)}, "
            + $"'{target}')\"");
    }

    /// <summary>
    /// A possible header length and the '{' behind it: a length of 640 bytes would else pass for a pickle.
    /// </summary>
    static bool LooksLikeSafetensors(ReadOnlySpan<byte> start) =>
        start.Length > sizeof(ulong) && start[sizeof(ulong)] == '{'
        && BinaryPrimitives.ReadUInt64LittleEndian(start) <= SafetensorsHeader.MaxSizeBytes;
}

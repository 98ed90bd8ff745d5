using System.Buffers.Binary;

namespace Mezzotint.Weights;

/// <summary>Knows other formats of checkpoints by content and by name, and says how to convert them.</summary>
static class ForeignFormat
{
    static readonly string[] PickleExtensions = [".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"];

    /// <summary>Refuses a file that is no safetensors file but something well known.</summary>
    /// <exception cref="CheckpointException">It is a pickle, or GGUF under a safetensors file's name.</exception>
    public static void Refuse(MappedFile file)
    {
        var start = file.Span(0, (int)Math.Min(file.Length, 16));
        if (start.StartsWith("GGUF"u8))
            throw new CheckpointException(
                file.Path, $"{file.Path} is a GGUF file: let its name end in .gguf.");
        if (LooksLikeSafetensors(start))
            return;
        // Pickles open with the opcode PROTO (0x80) and the protocol's number; torch.save wraps one into a zip archive.
        var isPickle = start.StartsWith("PK"u8) || start is [0x80, <= 5, ..] || HasPickleExtension(file.Path);
        if (isPickle)
            throw Pickle(file.Path);
    }

    public static bool HasPickleExtension(string path) =>
        PickleExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    public static CheckpointException Pickle(string path)
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

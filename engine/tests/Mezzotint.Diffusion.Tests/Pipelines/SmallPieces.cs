using System.Text;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>A SentencePiece model of single letters, written as the protocol buffer that it is.</summary>
static class SmallPieces
{
    const int Normal = 1;
    const int Unknown = 2;
    const int Control = 3;

    public static void Write(string path)
    {
        var message = new List<byte>();
        void Piece(string text, float score, int kind)
        {
            byte[] name = Encoding.UTF8.GetBytes(text);
            byte[] piece =
                [10, (byte)name.Length, .. name, 21, .. BitConverter.GetBytes(score), 24, (byte)kind];
            message.AddRange([10, (byte)piece.Length, .. piece]);
        }
        Piece("<pad>", 0, Control);
        Piece("</s>", 0, Control);
        Piece("<unk>", 0, Unknown);
        Piece("\u2581", -2, Normal);
        Piece("\u2581a", -2.5f, Normal);
        for (var letter = 'a'; letter <= 'z'; letter++)
            Piece(letter.ToString(), -3, Normal);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [.. message]);
    }
}

namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>The printable characters that stand for bytes in byte-pair vocabularies, Radford et al. 2019
/// (GPT-2).</summary>
static class ByteSymbols
{
    /// <summary>Symbols in the order of a vocabulary's first entries: printable bytes first, then the rest as U+0100
    /// and on.</summary>
    public static IReadOnlyList<char> InVocabularyOrder { get; }

    static readonly char[] OfByte = new char[256];

    static ByteSymbols()
    {
        var order = new List<char>();
        for (var value = 0; value < 256; value++)
            if (value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF))
                order.Add(OfByte[value] = (char)value);
        for (var value = 0; value < 256; value++)
            if (OfByte[value] == 0)
                order.Add(OfByte[value] = (char)(256 + order.Count - 188)); // 188 bytes are printable
        InVocabularyOrder = order;
    }

    /// <summary>The symbol of a byte.</summary>
    public static char Of(byte value) => OfByte[value];
}

using Mezzotint.Diffusion.Tests.Pipelines;
using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Tests.Text.Tokenizers;

public sealed class UnigramTokenizerTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Path => _folder.File("spiece.model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_likelier_cut_is_taken_and_unknown_letters_are_one()
    {
        SmallPieces.Write(Path);
        var tokenizer = UnigramTokenizer.Read(Path);
        // " a" is one piece of -2.5, and not two of -2 and -3; ids count from <pad>, </s>, <unk>, " ", " a", a, b...
        Assert.Equal([4, 6], tokenizer.Encode("ab"));
        Assert.Equal([3, 6, 4], tokenizer.Encode("  b  a "));
        Assert.Equal([3, 2, 6], tokenizer.Encode("ÄÖÜb"));
        Assert.Empty(tokenizer.Encode("   "));
        Assert.Equal((1, 0, 31), (tokenizer.EndId, tokenizer.PadId, tokenizer.VocabularySize));
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused_or_read_and_never_crashes()
    {
        SmallPieces.Write(Path);
        var whole = File.ReadAllBytes(Path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            AssertReadsOrRefuses();
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused_or_read_and_never_crashes()
    {
        SmallPieces.Write(Path);
        var whole = File.ReadAllBytes(Path);
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(Path, bytes);
            AssertReadsOrRefuses();
        }
    }

    [Fact]
    public void Forged_tables_of_characters_end()
    {
        var random = new Random(2);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[4 + 4 * random.Next(1, 40) + random.Next(8)];
            random.NextBytes(bytes);
            BitConverter.GetBytes((bytes.Length - 4) / 4 * 4).CopyTo(bytes, 0);
            var replaced = new CharacterMap(bytes).ReplacementAt("a text"u8, out var length);
            Assert.InRange(length, 1, 6);
            Assert.InRange(replaced.Length, 0, bytes.Length);
        }
        Assert.Throws<InvalidDataException>(() => new CharacterMap([255, 255, 255, 255, 0]));
    }

    void AssertReadsOrRefuses()
    {
        try
        {
            _ = UnigramTokenizer.Read(Path).Encode("a red house, ÄÖ");
        }
        catch (InvalidDataException error)
        {
            Assert.Contains("spiece.model", error.Message, StringComparison.Ordinal);
        }
    }
}

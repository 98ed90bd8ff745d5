using System.Text;

namespace Mezzotint.Weights.Tests;

/// <summary>
/// Damaged files are either refused with a sentence or read within their bounds; nothing else may happen.
/// </summary>
public sealed class HeaderFuzzTests : IDisposable
{
    const int Mutants = 12_000;

    const string Header = """
        {"__metadata__":{"format":"pt"},"a.weight":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]},
        "b":{"dtype":"F32","shape":[4],"data_offsets":[12,28]},"c":{"dtype":"I64","shape":[],"data_offsets":[28,36]},
        "d":{"dtype":"F8_E4M3","shape":[0,7],"data_offsets":[36,36]},
        "e":{"dtype":"BF16","shape":[1,1,2],"data_offsets":[36,40]}}
        """;

    static readonly string[] Tokens =
    [
        "0", "-1", "1e9", "9223372036854775807", "18446744073709551616", "4294967296", "null", "\"", "{", "}", "[",
        "]", ",", ":",
        "\"F64\"", "\"BOOL\"", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\\u0000", "\\ud800", "é", "\0", "[[[[",
        "{\"a\":",
        "2", "3", "12", "28", "36", "40",
    ];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Twelve_thousand_mutated_files_neither_crash_nor_are_read_outside()
    {
        int accepted = 0, refused = 0;
        for (var seed = 0; seed < Mutants; seed++)
        {
            var path = _folder.Write($"{seed % 8}.safetensors", Mutate(new Random(seed)));
            try
            {
                using var file = SafetensorsFile.Open(path);
                ReadAll(file);
                accepted++;
            }
            catch (CheckpointException error)
            {
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.True(accepted > 100,
            $"Only {accepted} mutants were readable: the mutations are too coarse to test reading.");
        Assert.True(refused > Mutants / 2, $"Only {refused} of {Mutants} mutants were refused.");
    }

    static void ReadAll(SafetensorsFile file)
    {
        var size = new FileInfo(file.Path).Length;
        foreach (var entry in file.Entries.Values)
        {
            Assert.InRange(entry.OffsetBytes, 0, size);
            Assert.InRange(entry.SizeBytes, 0, size - entry.OffsetBytes);
            Assert.Equal(entry.Lengths.Aggregate(1L, (product, length) => product * length), entry.Count);
            if (entry.Shape is not null)
                Assert.Equal(entry.Count, file.Read(entry.Name).Shape.Count);
        }
    }

    static byte[] Mutate(Random random)
    {
        var text = new StringBuilder(Header);
        for (var edits = random.Next(4); edits > 0; edits--)
            Edit(text, random);
        var bytes = TemporaryFolder.Assemble(text.ToString(), new byte[40]);
        switch (random.Next(6))
        {
            case 0: // another header length
                BitConverter.GetBytes(
                    random.Next(3) == 0 ? random.NextInt64() : random.Next(bytes.Length + 20)).CopyTo(bytes, 0);
                break;
            case 1: // cut or extended
                Array.Resize(ref bytes, random.Next(bytes.Length + 20));
                break;
            case 2: // bits turned over
                for (var flips = random.Next(1, 6); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                break;
        }
        return bytes;
    }

    static void Edit(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                break;
            case 1:
                text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 2: // a digit for a digit
                var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).ToArray();
                text[digits[random.Next(digits.Length)]] = (char)('0' + random.Next(10));
                break;
            default: // a piece doubled: the same name twice, deeper nesting
                var piece = text.ToString(at, Math.Min(random.Next(1, 70), text.Length - at));
                text.Insert(random.Next(text.Length), piece);
                break;
        }
    }
}

using System.Runtime.InteropServices;

namespace Mezzotint.Weights.Tests;

public sealed class GgufFileTests : IDisposable
{
    const int Mutants = 6_000;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_have_their_lengths_outermost_first_and_their_values()
    {
        var path = _folder.Write("m.gguf", Small().Build());
        using var file = Checkpoint.Open(path);
        Assert.Equal("flux", file.Metadata["general.architecture"]);
        Assert.Equal([2, 3], file.Find("a")!.Lengths);
        Assert.Equal([1f, 2, 3, 4, 5, 6], file.Read("a").Span.ToArray());
        Assert.Equal([1, 1, 2, 2], file.Find("kernel")!.Lengths);
        Assert.Equal(64, file.Find("q")!.Count);
        Assert.Equal(Enumerable.Range(-32, 64).Select(i => i * 0.5f), file.Read("q").Span.ToArray());
    }

    [Fact]
    public void Rows_that_begin_inside_a_block_are_read_too()
    {
        var path = _folder.Write("m.gguf", Small().Build());
        using var file = GgufFile.Open(path);
        var values = new float[40];
        file.Read(file.Entries["q"], 10, values);
        Assert.Equal(Enumerable.Range(-22, 40).Select(i => i * 0.5f), values);
    }

    [Theory]
    [InlineData(23u, "IQ4_XS (23)")]
    [InlineData(99u, "unknown (99)")]
    public void A_type_that_is_not_read_is_named_with_those_that_are(uint type, string named)
    {
        var path = _folder.Write("m.gguf", new GgufBuilder().Tensor("x", [256], type, new byte[256]).Build());
        var error = Assert.Throws<CheckpointException>(() => GgufFile.Open(path));
        Assert.Contains($"'x' in {path} is of the GGUF type {named}", error.Message);
        Assert.Contains("Q4_K", error.Message);
    }

    [Fact]
    public void Rows_that_are_no_whole_blocks_are_refused()
    {
        var path = _folder.Write("m.gguf", new GgufBuilder().Tensor("x", [40], 8, new byte[68]).Build());
        Assert.Contains("no whole blocks of 32", Assert.Throws<CheckpointException>(() => GgufFile.Open(path)).Message);
    }

    [Fact]
    public void A_file_of_another_format_or_version_is_refused()
    {
        Assert.Contains("no GGUF file", Assert.Throws<CheckpointException>(
            () => GgufFile.Open(_folder.Write("a.gguf", [1, 2, 3, 4, 5]))).Message);
        Assert.Contains("version 1", Assert.Throws<CheckpointException>(
            () => GgufFile.Open(_folder.Write("b.gguf", [.. "GGUF"u8, 1, 0, 0, 0]))).Message);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused()
    {
        var whole = Small().Build();
        for (var length = 0; length < whole.Length - 32; length++)
            Assert.Throws<CheckpointException>(() => GgufFile.Open(_folder.Write("m.gguf", whole[..length])));
    }

    [Fact]
    public void Mutated_files_neither_crash_nor_are_read_outside()
    {
        var builder = Small();
        var whole = builder.Build();
        int accepted = 0, refused = 0;
        for (var seed = 0; seed < Mutants; seed++)
        {
            var random = new Random(seed);
            var bytes = whole.ToArray();
            for (var change = 0; change <= random.Next(3); change++)
                bytes[random.Next(4, builder.HeaderLength)] = (byte)(random.Next(3) == 0 ? 255 : random.Next(256));
            var path = _folder.Write($"{seed % 8}.gguf", bytes);
            try
            {
                using var file = GgufFile.Open(path);
                foreach (var entry in file.Entries.Values.Where(entry => entry.Shape is not null))
                {
                    Assert.InRange(entry.OffsetBytes + entry.SizeBytes, 0, bytes.Length);
                    _ = file.Read(entry.Name);
                }
                accepted++;
            }
            catch (CheckpointException error)
            {
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.True(accepted > 100, $"Only {accepted} mutants were readable.");
        Assert.True(refused > Mutants / 4, $"Only {refused} of {Mutants} mutants were refused.");
    }

    static GgufBuilder Small() => new GgufBuilder()
        .Text("general.architecture", "flux")
        .Numbers("general.file_type", 7)
        .Numbers("comfy.gguf.orig_shape.kernel", 1, 1, 2, 2)
        .Tensor("a", [3, 2], 0, MemoryMarshal.AsBytes<float>([1f, 2, 3, 4, 5, 6]).ToArray())
        .Tensor("kernel", [4], 1, new byte[8])
        .Tensor("q", [32, 2], 8, [.. Block(-32), .. Block(0)]);

    static byte[] Block(int first) =>
        [.. BlockPacker.Half(0.5f), .. Enumerable.Range(first, 32).Select(i => (byte)(sbyte)i)];
}

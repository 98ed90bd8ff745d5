using Mezzotint.Tensors;

namespace Mezzotint.Weights.Tests;

public sealed class SafetensorsFileTests : IDisposable
{
    const string OneTensor = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F16)]
    [InlineData(DType.BF16)]
    public void What_is_written_is_read_back(DType dtype)
    {
        var random = new Random(1);
        var tensors = new Dictionary<string, Tensor>
        {
            ["w"] = Filled(new Shape(3, 5, 7), () => random.Next(-64, 64) / 16f), // exact in all three
            ["scalar"] = Filled(new Shape([]), () => -0.5f),
            ["empty"] = new(new Shape(0, 4)),
            ["ünïcode \"quoted\""] = Filled(new Shape(100_003), () => random.Next(-8, 8)),
        };
        SafetensorsWriter.Write(_folder["t.safetensors"], tensors, [new("format", "pt")], dtype);
        using var file = SafetensorsFile.Open(_folder["t.safetensors"]);
        Assert.Equal(tensors.Keys.Order(), file.Entries.Keys.Order());
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.All(file.Entries.Values, entry => Assert.Equal(dtype, entry.DType));
        foreach (var (name, tensor) in tensors)
        {
            Assert.Equal(tensor.Shape, file.Read(name).Shape);
            Assert.Equal(tensor.Span, file.Read(name).Span);
        }
    }

    [Fact]
    public void Tensors_longer_than_a_chunk_are_read_whole()
    {
        var tensor = new Tensor(new Shape((1 << 20) * 2 + 3));
        for (var i = 0; i < tensor.Span.Length; i++)
            tensor.Span[i] = i % 1009;
        SafetensorsWriter.Write(_folder["t.safetensors"], [new("a", tensor)], dtype: DType.F16);
        using var file = SafetensorsFile.Open(_folder["t.safetensors"]);
        Assert.Equal(tensor.Span, file.Read("a").Span);
    }

    [Fact]
    public void Narrow_floats_round_to_nearest_with_ties_to_even()
    {
        var values = new[] { 1f + 1 / 256f, 1f + 3 / 256f, 1f + 1.01f / 256f, float.NaN, float.NegativeInfinity };
        SafetensorsWriter.Write(
            _folder["b.safetensors"], [new("a", new Tensor(new Shape(5), values))], dtype: DType.BF16);
        using var file = SafetensorsFile.Open(_folder["b.safetensors"]);
        Assert.Equal([1f, 1f + 4 / 256f, 1f + 2 / 256f, float.NaN, float.NegativeInfinity], file.Read("a").Span);
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes_whatever_their_order()
    {
        var a = new Tensor(new Shape(2), [1, 2]);
        var b = new Tensor(new Shape(1), [3]);
        SafetensorsWriter.Write(_folder["1"], [new("a", a), new("b", b)]);
        SafetensorsWriter.Write(_folder["2"], [new("b", b), new("a", a)]);
        Assert.Equal(File.ReadAllBytes(_folder["1"]), File.ReadAllBytes(_folder["2"]));
        Assert.Equal(0, (BitConverter.ToInt64(File.ReadAllBytes(_folder["1"])) + 8) % 8);
    }

    [Fact]
    public void A_failed_write_leaves_neither_a_part_nor_a_damaged_old_file()
    {
        SafetensorsWriter.Write(_folder["t"], [new("a", new Tensor(new Shape(1), [1]))]);
        var before = File.ReadAllBytes(_folder["t"]);
        var tooLarge = new Tensor(new Shape(1), [1e6f]);
        var error = Assert.Throws<ArgumentException>(
            () => SafetensorsWriter.Write(_folder["t"], [new("big", tooLarge)], dtype: DType.F16));
        Assert.Contains("'big' holds 1000000", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder["t"]));
        Assert.Equal([_folder["t"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Integers_are_read_as_integers_and_floats_are_not()
    {
        const string header = """
            {"ids":{"dtype":"I64","shape":[1,2],"data_offsets":[0,16]},
            "w":{"dtype":"F16","shape":[1],"data_offsets":[16,18]}}
            """;
        byte[] data = [.. BitConverter.GetBytes(long.MinValue), .. BitConverter.GetBytes(77L), 0, 0];
        using var file = SafetensorsFile.Open(_folder.WriteSafetensors("t.safetensors", header, data));
        Assert.Equal([long.MinValue, 77], file.ReadIntegers("ids"));
        Assert.Throws<CheckpointException>(() => file.ReadIntegers("w"));
    }

    [Fact]
    public void A_missing_file_and_a_missing_tensor_are_named()
    {
        Assert.Contains("nowhere.safetensors", ErrorOf(_folder["nowhere.safetensors"]), StringComparison.Ordinal);
        using var file = SafetensorsFile.Open(_folder.WriteSafetensors("t.safetensors", OneTensor, new byte[8]));
        var error = Assert.Throws<CheckpointException>(() => file.Read("b"));
        Assert.Equal("b", error.TensorName);
    }

    [Theory]
    [InlineData("""[]""", 0, "does not begin")]
    [InlineData("""{"a":1}""", 0, "StartObject was expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} x""", 8, "JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}{}""", 8, "JSON")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}""",
        1,
        "twice")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "none of")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "needs")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}""", 8, "unknown")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", 8, "second field")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}""", 8, "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "before they begin")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "needs 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4611686018427387905,4],"data_offsets":[0,16]}}""",
        16, "more than any file has")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "gap")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""",
        6, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "accounts for")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "truncated")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[9223372036854775800,9223372036854775807]}}""",
        8, "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]""", 8, "JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "String was expected")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[[[[[[2]]]]]]]]]],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "JSON")]
    public void A_forged_header_is_refused(string header, int dataBytes, string expected) =>
        Assert.Contains(
            expected, ErrorOf(_folder.WriteSafetensors("t.safetensors", header, new byte[dataBytes])),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(0UL)]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1_000UL)]
    public void A_forged_header_size_is_refused(ulong size)
    {
        var bytes = TemporaryFolder.Assemble(OneTensor, new byte[8]);
        BitConverter.GetBytes(size).CopyTo(bytes, 0);
        ErrorOf(_folder.Write("t.safetensors", bytes));
    }

    [Fact]
    public void A_very_long_name_is_refused() => Assert.Contains(
        "4096", ErrorOf(_folder.WriteSafetensors(
            "t.safetensors", OneTensor.Replace("a\":{", new string('a', 5000) + "\":{"), new byte[8])),
        StringComparison.Ordinal);

    [Fact]
    public void A_file_written_to_after_it_was_opened_gives_an_error_that_says_how_to_change_one()
    {
        SafetensorsWriter.Write(_folder["w.safetensors"], [KeyValuePair.Create("x", new Tensor(new Shape(64)))]);
        using var file = SafetensorsFile.Open(_folder["w.safetensors"]);
        Assert.False(file.IsChanged);
        Assert.Equal(0, file.Read("x").Span[0]);
        File.SetLastWriteTimeUtc(
            _folder["w.safetensors"], File.GetLastWriteTimeUtc(_folder["w.safetensors"]).AddSeconds(2));
        Assert.True(file.IsChanged);
        Assert.Contains("rename it", Assert.Throws<CheckpointException>(() => file.Read("x")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_deleted_or_replaced_stays_what_it_was_while_it_is_open()
    {
        void Write(string name, float value) => SafetensorsWriter.Write(
            _folder[name], [KeyValuePair.Create("x", new Tensor(new Shape(1), [value]))]);
        Write("w.safetensors", 1);
        using var file = SafetensorsFile.Open(_folder["w.safetensors"]);
        Write("new.safetensors", 2);
        File.Move(_folder["new.safetensors"], _folder["w.safetensors"], overwrite: true);
        Assert.Equal(1, file.Read("x").Span[0]);
        File.Delete(_folder["w.safetensors"]);
        Assert.Equal(1, file.Read("x").Span[0]);
        Assert.False(file.IsChanged);
    }

    [Fact]
    public void A_file_cut_after_it_was_opened_gives_an_error_and_no_crash()
    {
        var tensor = new Tensor(new Shape(1 << 20));
        SafetensorsWriter.Write(_folder["t"], [new("a", tensor)]);
        using var file = SafetensorsFile.Open(_folder["t"]);
        using (var stream = new FileStream(_folder["t"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(4096);
        var error = Assert.Throws<CheckpointException>(() => file.Read("a"));
        Assert.Contains("was cut", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.ckpt", new byte[] { 1, 2, 3 })]
    [InlineData("model.pt", new byte[0])]
    [InlineData("pytorch_model.bin", new byte[] { 0x50, 0x4B, 3, 4 })]
    [InlineData("model.safetensors", new byte[] { 0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0, 0 })]
    [InlineData("model.safetensors", new byte[] { 0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20 })]
    public void A_pickle_is_refused_with_the_way_to_convert_it(string name, byte[] content)
    {
        var message = ErrorOf(_folder.Write(name, content));
        Assert.Contains(_folder[name], message, StringComparison.Ordinal);
        Assert.Contains("pickle", message, StringComparison.Ordinal);
        Assert.Contains("save_file", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_640_bytes_is_not_taken_for_a_pickle()
    {
        var header = OneTensor + new string(' ', 640 - OneTensor.Length); // the file begins with 0x80 0x02
        using var file = SafetensorsFile.Open(_folder.WriteSafetensors("t.safetensors", header, new byte[8]));
        Assert.Single(file.Entries);
    }

    [Fact]
    public void Gguf_is_named() =>
        Assert.Contains(
            "end in .gguf", ErrorOf(_folder.Write("m.safetensors", [.. "GGUF"u8, 3, 0, 0, 0, 0, 0])),
            StringComparison.Ordinal);

    static string ErrorOf(string path) =>
        Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path).Dispose()).Message;

    static Tensor Filled(Shape shape, Func<float> next)
    {
        var tensor = new Tensor(shape);
        foreach (ref var value in tensor.Span)
            value = next();
        return tensor;
    }
}

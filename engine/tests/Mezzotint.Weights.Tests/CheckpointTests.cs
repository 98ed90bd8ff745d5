using Mezzotint.Tensors;

namespace Mezzotint.Weights.Tests;

public sealed class CheckpointTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shards_are_one_checkpoint()
    {
        GivenShards("""{"metadata":{"total_size":12},"weight_map":{"a":"m-1.safetensors","b":"m-2.safetensors"}}""");
        using var checkpoint = Checkpoint.Open(_folder["m.safetensors.index.json"]);
        Assert.Equal(["a", "b"], checkpoint.Names.Order());
        Assert.Equal([1f], checkpoint.Read("a").Span);
        Assert.Equal([2f], checkpoint.Read("b").Span);
        using var ofFolder = Checkpoint.Open(_folder.Path);
        Assert.Equal(checkpoint.Path, ofFolder.Path);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../m-1.safetensors"}}""", "beside it")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""", "beside it")]
    [InlineData("""{"weight_map":{"a":7}}""", "beside it")]
    [InlineData("""{"weight_map":{"a":"m-3.safetensors"}}""", "There is no file")]
    [InlineData("""{"weight_map":{"a":"m-2.safetensors"}}""", "no such tensor")]
    [InlineData("""{"weight_map":{"a":"m-1.safetensors","a":"m-1.safetensors"}}""", "twice")]
    [InlineData("""{"weight_map":{}}""", "no tensor")]
    [InlineData("""{"weight_map":[]}""", "weight_map")]
    [InlineData("""[1]""", "weight_map")]
    [InlineData("""{"weight_map":""", "JSON")]
    public void A_forged_index_is_refused(string index, string expected)
    {
        GivenShards(index);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(_folder["m.safetensors.index.json"]));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_gives_its_only_file_or_the_one_that_is_no_variant()
    {
        Assert.Contains("no safetensors file", ErrorOf(_folder.Path), StringComparison.Ordinal);
        Write("model.fp16.safetensors", ("a", 1));
        Assert.Equal(_folder["model.fp16.safetensors"], PathOf(_folder.Path));
        Write("model.safetensors", ("a", 2));
        Assert.Equal(_folder["model.safetensors"], PathOf(_folder.Path));
        Write("other.safetensors", ("a", 3));
        Assert.Contains("several", ErrorOf(_folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_pickles_only_says_so()
    {
        _folder.Write("diffusion_pytorch_model.bin", [0]);
        Assert.Contains("pickle", ErrorOf(_folder.Path), StringComparison.Ordinal);
    }

    void GivenShards(string index)
    {
        Write("m-1.safetensors", ("a", 1));
        Write("m-2.safetensors", ("b", 2));
        File.WriteAllText(_folder["m.safetensors.index.json"], index);
    }

    void Write(string file, params (string Name, float Value)[] tensors) => SafetensorsWriter.Write(
        _folder[file],
        tensors.Select(tensor => KeyValuePair.Create(tensor.Name, new Tensor(new Shape(1), [tensor.Value]))));

    static string PathOf(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        return checkpoint.Path;
    }

    static string ErrorOf(string path) => Assert.Throws<CheckpointException>(() => Checkpoint.Open(path)).Message;
}

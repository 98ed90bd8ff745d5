using Mezzotint.Diffusion.Tests.Families;
using Mezzotint.Diffusion.Tests.Parity;
using Mezzotint.Diffusion.Upscalers;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Upscalers;

public sealed class UpscalerFileTests
{
    [Theory]
    [InlineData("realesrgan_x4plus", "RRDBNet", 4, 1)]
    [InlineData("realesrgan_x4plus_anime_6b", "RRDBNet", 4, 1)]
    [InlineData("realesrgan_x2plus", "RRDBNet", 2, 2)]
    [InlineData("realesr_general_x4v3", "SRVGGNetCompact", 4, 1)]
    public void A_published_upscaler_is_recognised_and_complete(string list, string kind, int factor, int unit)
    {
        using var folder = new TemporaryFolder();
        foreach (var prefix in new[] { "", "params_ema." })
        {
            KeyList.WriteCheckpoint(folder.File("x.safetensors"), Keys(list).Select(key =>
                key with { Name = prefix + key.Name }));
            using var file = UpscalerFile.Open(folder.File("x.safetensors"));
            Assert.Equal((kind, factor, unit), (file.Kind, file.Factor, file.InputFactor));
            Assert.Empty(file.Unexpected);
        }
    }

    [Fact]
    public void A_file_in_the_old_names_is_the_same_network()
    {
        using var folder = new TemporaryFolder();
        var golden = Path.Combine(Golden.Folder, "tiny", "rrdb_x4.weights.safetensors");
        using (var weights = Checkpoint.Open(golden))
            SafetensorsWriter.Write(folder.File("old.safetensors"), weights.Names.Select(name =>
                KeyValuePair.Create(EsrganNames.From(name, blocks: 2, doublings: 2), weights.Read(name))));
        using UpscalerFile old = UpscalerFile.Open(folder.File("old.safetensors")), plain = UpscalerFile.Open(golden);
        using (var names = Checkpoint.Open(folder.File("old.safetensors")))
            Assert.All(names.Names, name => Assert.StartsWith("model.", name, StringComparison.Ordinal));
        var (ops, x) = (new CpuOperations(), new Tensor(new Shape(1, 9, 7, 3)));
        x.Span.Fill(0.3f);
        Assert.Equal(plain.Network(ops, x).Span.ToArray(), old.Network(ops, x).Span.ToArray());
        Assert.Empty(old.Unexpected);
    }

    [Fact]
    public void What_is_no_upscaler_is_refused()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(
            folder.File("x.safetensors"), [KeyValuePair.Create("a.weight", new Tensor(new Shape(2, 2)))]);
        Assert.Contains(
            "no upscaler", Assert.Throws<CheckpointException>(
                () => UpscalerFile.Open(folder.File("x.safetensors"))).Message);
    }

    static IReadOnlyList<KeyEntry> Keys(string list) => KeyList.Golden("single/" + list);
}

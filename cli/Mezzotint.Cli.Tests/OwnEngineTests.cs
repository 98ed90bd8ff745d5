using Mezzotint.Cli.Shelf;

namespace Mezzotint.Cli.Tests;

public sealed class OwnEngineTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_server_is_told_the_names_and_counts_by_the_vocabularies_at_hand()
    {
        var engine = OwnEngine.Known(_place["models"]);
        Assert.Contains("DPM++ 2M", engine.Samplers);
        Assert.Contains("karras", engine.Schedulers);
        Assert.Equal((3, 75), (engine.CountTokens("miniature", "a (red:1.2) house"), engine.ChunkTokens));
        Assert.Null(engine.CountTokens("a-model-elsewhere", "a red house"));
        Assert.Null(engine.CountTokens("miniature", "a (red:1.2.3) house"));
    }

    [Fact]
    public void A_model_that_was_added_to_the_installation_is_found_and_counts_by_what_lies_beside_it()
    {
        var file = _place.GivenModel();
        var folder = Directory.CreateDirectory(_place["shelf/boats"]).FullName;
        File.Copy(file, Path.Combine(folder, "boats.safetensors"));
        foreach (var vocabulary in Directory.GetFiles(Path.GetDirectoryName(file)!, "bpe_*"))
            File.Copy(vocabulary, Path.Combine(folder, Path.GetFileName(vocabulary)));
        Assert.NotNull(OwnEngine.Known(_place["shelf"]).CountTokens("boats", "a"));
    }
}

using System.Security.Cryptography;
using Mezzotint.Cli.Shelf;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Tests;

public sealed class ModelIntakeTests : IDisposable
{
    readonly Workplace _place = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_file_lies_in_its_folder_with_its_vocabulary_and_the_second_time_changes_nothing()
    {
        var path = _place.GivenModel();
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(path, Stop)));
        var first = await TakeAsync(path, new IntakeWish(hash, null));
        Assert.Equal(_place["models/tiny/tiny.safetensors"], first.Path);
        Assert.True(File.Exists(_place["models/tiny/bpe_simple_vocab_16e6.txt.gz"]));
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch); // hard links share it
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(first.Path));
        Assert.Equal(first.Path, (await TakeAsync(path, new IntakeWish(hash, null))).Path);
        File.Copy(path, _place["given/other.safetensors"]);
        var error = await Assert.ThrowsAsync<InputException>(() =>
            TakeAsync(_place["given/other.safetensors"], new IntakeWish(null, null)));
        Assert.Contains("models remove tiny", error.Message, StringComparison.Ordinal);
        Assert.True(Intake.Remove());
        Assert.False(Intake.Remove());
        Assert.Empty(_place.MadeFiles);
    }

    [Fact]
    public async Task A_file_of_another_hash_does_not_stay()
    {
        var error = await Assert.ThrowsAsync<InputException>(() =>
            TakeAsync(_place.GivenModel(), new IntakeWish(new string('0', 64), null)));
        Assert.Contains("SHA-256 is ", error.Message, StringComparison.Ordinal);
        Assert.Empty(_place.MadeFiles);
    }

    [Fact]
    public async Task A_file_that_lacks_a_weight_is_refused_with_its_name()
    {
        const string weight = "model.diffusion_model.time_embed.2.bias";
        var path = _place.GivenModel(tensors => Assert.True(tensors.Remove(weight)));
        var error = await Assert.ThrowsAsync<InputException>(() => TakeAsync(path, new IntakeWish(null, null)));
        Assert.Contains(weight[22..], error.Message, StringComparison.Ordinal);
        Assert.Empty(_place.MadeFiles);
    }

    [Fact]
    public async Task A_pickle_is_refused_with_the_command_that_converts_it()
    {
        _place.GivenModel();
        await File.WriteAllBytesAsync(_place["given/model.ckpt"], [0x80, 2, .. new byte[64]], Stop);
        var error = await Assert.ThrowsAsync<CheckpointException>(() =>
            TakeAsync(_place["given/model.ckpt"], new IntakeWish(null, null)));
        Assert.Contains("torch.load", error.Message, StringComparison.Ordinal);
        Assert.Empty(_place.MadeFiles);
    }

    [Fact]
    public async Task An_address_is_fetched_once_also_where_its_vocabulary_comes_later()
    {
        var path = _place.GivenModel();
        using var server = new BreakingServer(await File.ReadAllBytesAsync(path, Stop)) { Breaks = 1 };
        var origin = ModelOrigin.Parse(server.Address.AbsoluteUri);
        Assert.Equal("tiny-model", origin.Name);
        if (ShippedVocabulary.Path is null) // only the file says that it needs one
            await Assert.ThrowsAsync<InputException>(() =>
                TakeAsync(server.Address.AbsoluteUri, new IntakeWish(null, null)));
        var model = await TakeAsync(server.Address.AbsoluteUri,
            new IntakeWish(null, _place["given/bpe_simple_vocab_16e6.txt.gz"]));
        Assert.Empty(model.Found.Missing);
        Assert.Equal(2, server.Ranges.Count);
    }

    [Fact]
    public async Task A_lone_transformer_is_refused_with_all_that_it_lacks_and_where_that_is_found()
    {
        var path = _place.GivenTransformer();
        var error = await Assert.ThrowsAsync<InputException>(() => TakeAsync(path, new IntakeWish(null, null)));
        foreach (var part in (string[])["FLUX.1 schnell's transformer alone", "clip_l.safetensors",
            "t5xxl_fp16.safetensors", "ae.safetensors", "comfyanonymous/flux_text_encoders"])
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Empty(_place.MadeFiles);
    }

    ModelIntake Intake => new(_place["models"], "tiny");

    Task<TakenFiles> TakeAsync(string origin, IntakeWish wish) =>
        Intake.TakeAsync(ModelOrigin.Parse(origin), wish, (_, _) => { }, Stop);
}

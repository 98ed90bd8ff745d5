using Mezzotint.Cli.Shelf;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Tests;

public sealed class DownloadTests : IDisposable
{
    readonly Workplace _place = new();
    readonly BreakingServer _server = new([.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 31 >> 3))]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task What_breaks_off_goes_on_from_there()
    {
        _server.Breaks = 2;
        await FetchAsync();
        Assert.Equal(_server.File, await File.ReadAllBytesAsync(_place["file"], Stop));
        Assert.Equal([null, "bytes=50000-", "bytes=75000-"], _server.Ranges);
        Assert.Equal(["file"], _place.MadeFiles);
    }

    [Fact]
    public async Task What_another_run_left_is_not_fetched_again()
    {
        await File.WriteAllBytesAsync(_place["file.part"], _server.File[..99_000], Stop);
        await File.WriteAllTextAsync(_place["file.etag"], _server.Tag, Stop);
        await FetchAsync();
        Assert.Equal(_server.File, await File.ReadAllBytesAsync(_place["file"], Stop));
        Assert.Equal(["bytes=99000-"], _server.Ranges);
    }

    [Fact]
    public async Task A_file_that_was_whole_before_it_had_its_name_is_kept()
    {
        await File.WriteAllBytesAsync(_place["file.part"], _server.File, Stop);
        await File.WriteAllTextAsync(_place["file.etag"], _server.Tag, Stop);
        await FetchAsync();
        Assert.Equal(_server.File, await File.ReadAllBytesAsync(_place["file"], Stop));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_comes_from_its_start()
    {
        await File.WriteAllBytesAsync(_place["file.part"], new byte[99_000], Stop);
        await File.WriteAllTextAsync(_place["file.etag"], "\"zero\"", Stop);
        await FetchAsync();
        Assert.Equal(_server.File, await File.ReadAllBytesAsync(_place["file"], Stop));
    }

    [Theory]
    [InlineData("/weights/model.ckpt", 0)]
    [InlineData("/weights/Tiny_Model.safetensors", 1)]
    public async Task A_pickle_is_refused_by_its_name_before_and_by_its_first_bytes_soon(string path, int requests)
    {
        _server.File = [0x80, 2, .. _server.File];
        using var download = new Download(new Uri(_server.Address, path), _place["file"], (_, _) => { });
        var error = await Assert.ThrowsAsync<CheckpointException>(() => download.RunAsync(Stop));
        Assert.Contains("torch.load", error.Message, StringComparison.Ordinal);
        Assert.Equal(requests, _server.Ranges.Count);
        Assert.Empty(_place.MadeFiles);
    }

    [Fact]
    public async Task An_address_without_a_file_is_told_with_its_status()
    {
        using var download = new Download(new Uri(_server.Address, "/nothing"), _place["file"], (_, _) => { });
        var error = await Assert.ThrowsAsync<InputException>(() => download.RunAsync(Stop));
        Assert.Contains("/nothing answered 404", error.Message, StringComparison.Ordinal);
        Assert.Empty(_place.MadeFiles);
    }

    async Task FetchAsync()
    {
        using var download = new Download(_server.Address, _place["file"], (_, _) => { });
        await download.RunAsync(Stop);
    }
}

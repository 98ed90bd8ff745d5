using System.Diagnostics;
using System.Text.RegularExpressions;
using Mezzotint.Training.Miniature;

namespace Mezzotint.Training.Tests.Miniature;

public sealed class DenoiserStageTests : IDisposable
{
    readonly WorkingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_longer_budget_goes_on_where_the_shorter_one_ended()
    {
        _folder.SaveText();
        _folder.SaveLatents(2);
        var clock = Stopwatch.StartNew();
        Assert.True(Train(minutes: 0.001));
        var first = Steps().Max();
        Assert.True(Train(minutes: clock.Elapsed.TotalMinutes + 0.01)); // more than the first took, on any machine
        Assert.True(Steps().Max() > first);
        Assert.False(Train(minutes: 10, maxSeconds: 1)); // stopped before its budget was spent
    }

    [Fact]
    public void Without_latents_the_stage_says_what_to_run_first()
    {
        var error = Assert.Throws<ArgumentException>(() => Train(1));
        Assert.Contains("has no latents", error.Message);
    }

    [Fact]
    public void Without_a_text_encoder_the_stage_says_what_to_run_first()
    {
        _folder.SaveLatents(1);
        var error = Assert.Throws<ArgumentException>(() => Train(1));
        Assert.Contains("has no text encoder", error.Message);
    }

    bool Train(double minutes, double maxSeconds = 60)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(maxSeconds));
        var options = _folder.Options(MiniatureStage.Denoiser) with { Minutes = minutes };
        return MiniatureTraining.Run(options, TextWriter.Null, stop.Token);
    }

    IEnumerable<int> Steps() => Directory.GetFiles(_folder.Path, "denoiser-*.safetensors")
        .Select(file => int.Parse(Regex.Match(file, @"(\d+)\.safetensors$").Groups[1].Value));
}

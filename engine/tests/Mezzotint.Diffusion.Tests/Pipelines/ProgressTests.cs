using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class ProgressTests(SmallPipeline small) : IClassFixture<SmallPipeline>
{
    [Fact]
    public void Every_step_is_told_and_previews_come_when_asked_for()
    {
        var told = new List<GenerationProgress>();
        small.Generate(
            new GenerationRequest("a red house") { Steps = 4, Count = 2, PreviewEvery = 2 }, new Immediate(told.Add));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], told.Select(progress => progress.Step));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], told.Select(progress => progress.Picture));
        Assert.All(told, progress => Assert.Equal(8, progress.Steps));
        Assert.Equal(
            [false, true, false, true, false, true, false, true], told.Select(
            progress => progress.Preview is not null));
    }

    [Fact]
    public void Cancelling_stops_before_the_next_step()
    {
        using var cancellation = new CancellationTokenSource();
        var steps = 0;
        Assert.Throws<OperationCanceledException>(() => small.Pipeline.Generate(
            new GenerationRequest("a red house") { Steps = 50 },
            new Immediate(_ =>
            {
                if (++steps == 2)
                    cancellation.Cancel();
            }),
            cancellation.Token));
        Assert.Equal(2, steps);
    }

    sealed class Immediate(Action<GenerationProgress> report) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => report(value);
    }
}

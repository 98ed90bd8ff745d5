using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>The small model, loaded from a folder that lives as long as it.</summary>
public sealed class SmallPipeline : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public SmallPipeline()
        : this(inputChannels: 4)
    {
    }

    internal SmallPipeline(int inputChannels)
    {
        SmallModel.WriteFolder(_folder.Path, inputChannels);
        Pipeline = Pipeline.Load(_folder.Path);
    }

    public Pipeline Pipeline { get; }

    /// <summary>Paints with few steps.</summary>
    public IReadOnlyList<GeneratedPicture> Paint(Func<GenerationRequest, GenerationRequest>? change = null) =>
        Generate((change ?? (request => request))(new GenerationRequest("a red house") { Steps = 3, Seed = 5 }));

    /// <summary>Paints until the test is cancelled.</summary>
    public IReadOnlyList<GeneratedPicture> Generate(
        GenerationRequest request, IProgress<GenerationProgress>? progress = null) =>
        Pipeline.Generate(request, progress, TestContext.Current.CancellationToken);

    /// <summary>Paints one picture with few steps.</summary>
    public byte[] PaintOne(Func<GenerationRequest, GenerationRequest>? change = null) =>
        Assert.Single(Paint(change)).Picture.Rgb;

    public void Dispose()
    {
        Pipeline.Dispose();
        _folder.Dispose();
    }
}

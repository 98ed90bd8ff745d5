using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Lora;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>The small model with folders of LoRAs and embeddings in its own.</summary>
public sealed class SmallAddOns : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public SmallAddOns()
    {
        SmallModel.WriteFolder(_folder.Path);
        Directory.CreateDirectory(_folder.File("loras"));
        Directory.CreateDirectory(_folder.File("embeddings"));
        SmallLora.Write(Lora("one"), seed: 1);
        SmallLora.Write(Lora("two"), seed: 2);
        Pipeline = Pipeline.Load(_folder.Path);
    }

    public Pipeline Pipeline { get; }

    public string Lora(string name) => _folder.File($"loras/{name}.safetensors");

    public string Embedding(string name) => _folder.File($"embeddings/{name}.safetensors");

    /// <summary>One picture of few steps.</summary>
    public byte[] Paint(string prompt, Func<GenerationRequest, GenerationRequest>? change = null) => Paint(
        Pipeline, prompt, change);

    /// <summary>The same from another pipeline of the model.</summary>
    public byte[] PaintAnew(string prompt, Func<GenerationRequest, GenerationRequest>? change = null)
    {
        using var pipeline = Pipeline.Load(_folder.Path);
        return Paint(pipeline, prompt, change);
    }

    public void Dispose()
    {
        Pipeline.Dispose();
        _folder.Dispose();
    }

    static byte[] Paint(Pipeline pipeline, string prompt, Func<GenerationRequest, GenerationRequest>? change)
    {
        var request = new GenerationRequest(prompt)
        {
            Steps = 3,
            Seed = 5,
            Width = SmallModel.Size,
            Height = SmallModel.Size,
        };
        return Assert.Single(pipeline.Generate(
            change?.Invoke(request) ?? request, cancellation: TestContext.Current.CancellationToken)).Picture.Rgb;
    }
}

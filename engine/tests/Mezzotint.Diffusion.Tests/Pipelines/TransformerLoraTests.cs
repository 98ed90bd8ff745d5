using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Lora;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class TransformerLoraTests : IDisposable
{
    const int Width = 64;
    const int Rank = 4;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>One change, written over a whole joint matrix, and as three changes of its thirds.</summary>
    [Theory]
    [InlineData(true, "lora_unet_double_blocks_0_img_attn_qkv", "transformer.transformer_blocks.0.attn.to_{0}")]
    [InlineData(true, "lora_unet_double_blocks_0_txt_attn_qkv", "transformer.transformer_blocks.0.attn.add_{0}_proj")]
    [InlineData(false, "lora_unet_joint_blocks_1_x_block_attn_qkv", "transformer.transformer_blocks.1.attn.to_{0}")]
    public void A_lora_paints_alike_in_either_naming(bool isFlux, string joint, string split)
    {
        using var pipeline = Load(isFlux ? SmallTransformer.Flux : SmallTransformer.Mmdit);
        var random = new Random(1);
        var (down, up) = (Noise(random, Rank, Width), Noise(random, 3 * Width, Rank));
        SafetensorsWriter.Write(_folder.File("joint.safetensors"), [
            KeyValuePair.Create($"{joint}.lora_down.weight", down), KeyValuePair.Create($"{joint}.lora_up.weight", up),
        ]);
        SafetensorsWriter.Write(_folder.File("split.safetensors"), Enumerable.Range(0, 3).SelectMany(third => new[]
        {
            KeyValuePair.Create(Name(split, third) + ".lora_A.weight", down),
            KeyValuePair.Create(Name(split, third) + ".lora_B.weight", up.Rows(third * Width, Width)),
        }));
        var plain = Paint(pipeline);
        var changed = Paint(pipeline, new LoraUse(_folder.File("joint.safetensors")));
        Assert.NotEqual(plain, changed);
        var same = Paint(pipeline, new LoraUse(_folder.File("split.safetensors")));
        Assert.InRange(changed.Zip(same, (a, b) => Math.Abs(a - b)).Max(), 0, 1);
        Assert.Equal(plain, Paint(pipeline));
    }

    /// <summary>Beside T5's layers a LoRA does what it does merged into their weights.</summary>
    [Theory]
    [InlineData(true, "lora_te3_encoder_block_0_layer_", "_SelfAttention_q", "_DenseReluDense_wo", ".lora_down",
        ".lora_up")]
    [InlineData(false, "text_encoder_3.encoder.block.0.layer.", ".SelfAttention.q", ".DenseReluDense.wo", ".lora_A",
        ".lora_B")]
    public void A_lora_of_t5_paints_as_a_merged_one(
        bool isFlux, string start, string query, string contract, string down, string up)
    {
        using var pipeline = Load(isFlux ? SmallTransformer.Flux : SmallTransformer.Mmdit);
        var t5 = _folder.File("text_encoders/t5xxl_fp16.safetensors");
        var merged = new Dictionary<string, Tensor>();
        using (var file = Checkpoint.Open(t5))
            foreach (var name in file.Names)
                merged[name] = file.Read(name).Clone();
        var (random, lora) = (new Random(3), new Dictionary<string, Tensor>());
        foreach (var (layer, end) in new[] { (0, query), (1, contract) })
        {
            var weight = merged[$"encoder.block.0.layer.{layer}.{end[1..].Replace('_', '.')}.weight"];
            var (first, second) = (Noise(random, Rank, weight.Shape[1]), Noise(random, weight.Shape[0], Rank));
            lora[$"{start}{layer}{end}{down}.weight"] = first;
            lora[$"{start}{layer}{end}{up}.weight"] = second;
            Add(weight, second, first, 0.5f);
        }
        SafetensorsWriter.Write(_folder.File("lora.safetensors"), lora);
        var plain = Paint(pipeline);
        var changed = Paint(pipeline, new LoraUse(_folder.File("lora.safetensors"), 0.5));
        Assert.Empty(pipeline.UnknownInLoras);
        Assert.True(plain.Zip(changed, (a, b) => Math.Abs(a - b)).Max() > 3);
        Assert.Equal(plain, Paint(pipeline));
        Assert.Equal(changed, Paint(pipeline, new LoraUse(_folder.File("lora.safetensors"), 0.5)));
        SafetensorsWriter.Write(t5, merged);
        using var other = Pipeline.Load(_folder.File("model.safetensors"));
        Assert.InRange(changed.Zip(Paint(other), (a, b) => Math.Abs(a - b)).Max(), 0, 1);
    }

    [Fact]
    public void A_lora_and_a_control_net_for_another_family_are_refused()
    {
        using var pipeline = Load(SmallTransformer.Flux);
        SmallLora.Write(_folder.File("sd1.safetensors"), contextWidth: 768);
        Assert.Contains(
            "is a LoRA for SD 1.x, the model is FLUX.1 schnell", Assert.Throws<UnfitAddOnException>(
                () => Paint(pipeline, new LoraUse(_folder.File("sd1.safetensors")))).Message);
        SmallModel.WriteControlNet(_folder.File("control.safetensors"));
        var use = new ControlUse(_folder.File("control.safetensors"), new Picture(32, 32, new byte[3 * 32 * 32]));
        Assert.Contains("cannot guide FLUX.1 schnell", Assert.Throws<UnfitAddOnException>(
            () => Paint(pipeline, request => request with { Controls = [use] })).Message);
    }

    Pipeline Load(DenoiserConfig config)
    {
        SmallTransformer.WriteParts(_folder.File("model.safetensors"), config);
        return Pipeline.Load(_folder.File("model.safetensors"));
    }

    static byte[] Paint(Pipeline pipeline, params LoraUse[] loras) =>
        Paint(pipeline, request => request with { Loras = loras });

    static byte[] Paint(Pipeline pipeline, Func<GenerationRequest, GenerationRequest> change)
    {
        var request = new GenerationRequest("a house")
        {
            Steps = 2,
            Seed = 5,
            Width = 32,
            Height = 32,
            Sampler = "euler",
            Scheduler = "simple",
            GuidanceScale = 1,
        };
        return Assert.Single(
            pipeline.Generate(change(request), cancellation: TestContext.Current.CancellationToken)).Picture.Rgb;
    }

    static string Name(string split, int third) =>
        split.Replace("{0}", "qkv"[third].ToString(), StringComparison.Ordinal);

    /// <summary>weight += scale up down.</summary>
    static void Add(Tensor weight, Tensor up, Tensor down, float scale)
    {
        var columns = weight.Shape[1];
        for (var i = 0; i < weight.Shape.Count; i++)
            for (var n = 0; n < Rank; n++)
                weight.Span[i] += scale * up.Span[i / columns * Rank + n] * down.Span[n * columns + i % columns];
    }

    static Tensor Noise(Random random, int rows, int columns)
    {
        var tensor = new Tensor(new Shape(rows, columns));
        foreach (ref var value in tensor.Span)
            value = (float)(random.NextDouble() - 0.5);
        return tensor;
    }
}

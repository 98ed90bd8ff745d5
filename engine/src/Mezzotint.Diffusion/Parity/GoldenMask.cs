using System.Text.Json;
using Mezzotint.Diffusion.Masks;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Networks that make masks, of golden folders.</summary>
static class GoldenMask
{
    const double Tolerance = 1e-4;

    /// <summary>The reference's own float32 is off by as much as 5.5e-5: ten times that.</summary>
    const double LogitTolerance = 5e-4;

    /// <summary>U2-Net: every run x, the joined answer d0 and the sides d1 to d6.</summary>
    public static void RunSalient(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var reader = new WeightReader(golden.Weights[0]);
        var network = new SalientNet(WeightSource.From(reader), SalientNetConfig.From(reader));
        foreach (var run in golden.Runs("x"))
        {
            using var scope = ops.Scope();
            foreach (var (i, answer) in network.Forward(ops, golden.ChannelsLast(ops, $"{run}.x")).Index())
                comparison.CompareInside(ops, $"{run}.d{i}", answer, Tolerance);
        }
    }

    /// <summary>CLIPSeg: every run pixel_values, input_ids.</summary>
    public static void RunClipSeg(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var network = new ClipSegNet(golden.Source(""), Config(golden.Config));
        var endId = golden.Config.GetProperty("text_config").GetProperty("eos_token_id").GetInt64();
        foreach (var run in golden.Runs("pixel_values"))
        {
            using var scope = ops.Scope();
            var ids = golden.Values.ReadIntegers($"{run}.input_ids");
            var logits = network.Forward(
                ops, golden.ChannelsLast(ops, $"{run}.pixel_values"), [.. ids.Select(id => (int)id)],
                Array.IndexOf(ids, endId), (name, value) => comparison.Compare($"{run}.{name}", value, Tolerance));
            var picture = new Shape(1, logits.Shape[1], logits.Shape[2]);
            comparison.Compare($"{run}.logits", ops.Reshape(logits, picture), LogitTolerance);
        }
    }

    static ClipSegConfig Config(JsonElement json)
    {
        var (text, vision) = (json.GetProperty("text_config"), json.GetProperty("vision_config"));
        int[] layers = [.. json.GetProperty("extract_layers").EnumerateArray().Select(layer => layer.GetInt32())];
        var patches = Int(vision, "image_size") / Int(vision, "patch_size");
        ClipConfig Layers(JsonElement part, int vocabulary, int positions) => new()
        {
            Vocabulary = vocabulary,
            Width = Int(part, "hidden_size"),
            Layers = Int(part, "num_hidden_layers"),
            Heads = Int(part, "num_attention_heads"),
            HiddenWidth = Int(part, "intermediate_size"),
            Positions = positions,
            Activation = Activation.QuickGelu,
            ProjectionWidth = Int(json, "projection_dim"),
        };
        return new ClipSegConfig
        {
            Text = Layers(text, Int(text, "vocab_size"), Int(text, "max_position_embeddings")),
            Vision = Layers(vision, 0, patches * patches + 1),
            Patch = Int(vision, "patch_size"),
            DecoderWidth = Int(json, "reduce_dim"),
            DecoderHiddenWidth = Int(json, "decoder_intermediate_size"),
            DecoderHeads = Int(json, "decoder_num_attention_heads"),
            Layers = layers,
            IsRefined = json.GetProperty("use_complex_transposed_convolution").GetBoolean(),
        };
    }

    static int Int(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}

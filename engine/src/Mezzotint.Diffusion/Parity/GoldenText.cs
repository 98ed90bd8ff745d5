using System.Text.Json;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>CLIP and OpenCLIP text encoders of golden folders.</summary>
static class GoldenText
{
    const double Tolerance = 1e-4;

    /// <summary>
    /// A text encoder in Hugging Face's naming: every hidden state, clip skip, pooled and projected vectors.
    /// </summary>
    public static void Run(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var config = Config(golden.Config, golden.Weights[0], golden.Description.GetProperty("prefix").GetString()!);
        var model = new ClipTextEncoder(golden.Source(golden.Description.GetProperty("prefix").GetString()!), config);
        var (ids, ends) = Tokens(golden);
        using var scope = ops.Scope();
        var last = model.Forward(
            ops, ids, ends, new ClipReading(IsPooled: true), (name, value) =>
                comparison.Compare(name, value, Tolerance));
        comparison.Compare("last_hidden_state", last.Tokens, Tolerance);
        comparison.Compare(config.ProjectionWidth > 0 ? "text_embeds" : "pooler_output", last.Pooled!, Tolerance);
        if (config.ProjectionWidth > 0)
        {
            var unprojected = new ClipTextEncoder(
                golden.Source(
                    golden.Description.GetProperty("prefix").GetString()!), config with { ProjectionWidth = 0 });
            comparison.Compare(
                "pooler_output", unprojected.Forward(
                    ops, ids, ends, new ClipReading(IsPooled: true)).Pooled!, Tolerance);
        }
        for (var skip = 2; skip <= config.Layers; skip++)
            comparison.Compare(
                $"skip{skip}_ln", model.Forward(ops, ids, ends, new ClipReading(skip)).Tokens, Tolerance);
    }

    /// <summary>A text encoder in OpenCLIP's naming, read as SDXL and as SD 2 read it.</summary>
    public static void RunOpenClip(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var json = golden.Config;
        var width = json.GetProperty("width").GetInt32();
        var config = new ClipConfig
        {
            Vocabulary = json.GetProperty("vocab_size").GetInt32(),
            Width = width,
            Layers = json.GetProperty("layers").GetInt32(),
            Heads = json.GetProperty("heads").GetInt32(),
            HiddenWidth = (int)(width * json.GetProperty("mlp_ratio").GetDouble()),
            Positions = json.GetProperty("context_length").GetInt32(),
            Activation = Activation.Gelu,
            ProjectionWidth = json.GetProperty("embed_dim").GetInt32(),
        };
        const string projection = "text_projection";
        var prefix = golden.Weights[0].Names.First(
            name => name.EndsWith(projection, StringComparison.Ordinal))[..^projection.Length];
        var reader = new WeightReader(golden.Weights[0], name => [OpenClipNames.Locate(name, prefix, width)]);
        var model = new ClipTextEncoder(WeightSource.From(reader), config);
        var (ids, ends) = Tokens(golden);
        using var scope = ops.Scope();
        ClipStates Read(int skip, bool isNormalised) =>
            model.Forward(ops, ids, ends, new ClipReading(skip, isNormalised, IsPooled: true));
        comparison.Compare("sdxl.penultimate", Read(2, isNormalised: false).Tokens, Tolerance);
        comparison.Compare("sdxl.last", Read(1, isNormalised: false).Tokens, Tolerance);
        comparison.Compare("sdxl.pooled", Read(2, isNormalised: false).Pooled!, Tolerance);
        comparison.Compare("sd2.penultimate_ln", Read(2, isNormalised: true).Tokens, Tolerance);
        comparison.Compare("sd2.last_ln", Read(1, isNormalised: true).Tokens, Tolerance);
    }

    /// <summary>The sizes of a text encoder as Hugging Face's configurations write them.</summary>
    public static ClipConfig Config(JsonElement json, Checkpoint weights, string prefix) => new()
    {
        Vocabulary = json.GetProperty("vocab_size").GetInt32(),
        Width = json.GetProperty("hidden_size").GetInt32(),
        Layers = json.GetProperty("num_hidden_layers").GetInt32(),
        Heads = json.GetProperty("num_attention_heads").GetInt32(),
        HiddenWidth = json.GetProperty("intermediate_size").GetInt32(),
        Positions = json.GetProperty("max_position_embeddings").GetInt32(),
        Activation = json.GetProperty("hidden_act").GetString() == "quick_gelu" ? Activation.QuickGelu
            : Activation.Gelu,
        ProjectionWidth = weights.Contains(prefix + "text_projection.weight")
            ? json.GetProperty("projection_dim").GetInt32() : 0,
    };

    static (int[] Ids, int[] Ends) Tokens(GoldenCase golden)
    {
        var rows = golden.Values.Find("input_ids")!.Shape!.Value[0];
        int[] ids = [.. golden.Values.ReadIntegers("input_ids").Select(id => (int)id)];
        var end = golden.Description.GetProperty("eos").GetInt32();
        var length = ids.Length / rows;
        int[] ends = [.. Enumerable.Range(0, rows).Select(row => ids.AsSpan(row * length, length).IndexOf(end))];
        return (ids, ends);
    }
}

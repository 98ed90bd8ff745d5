using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>T5 encoders of golden folders, read without mask.</summary>
static class GoldenT5
{
    const double Tolerance = 1e-3;

    /// <summary>Every run's hidden states and output.</summary>
    public static void Run(Operations ops, GoldenCase golden, GoldenComparison comparison)
    {
        var json = golden.Config;
        int Number(string name) => json.GetProperty(name).GetInt32();
        var model = new T5TextEncoder(golden.Source(golden.Description.GetProperty("prefix").GetString()!), new T5Config
        {
            Vocabulary = Number("vocab_size"),
            Width = Number("d_model"),
            Layers = Number("num_layers"),
            Heads = Number("num_heads"),
            HeadWidth = Number("d_kv"),
            HiddenWidth = Number("d_ff"),
            Buckets = Number("relative_attention_num_buckets"),
            MaxDistance = Number("relative_attention_max_distance"),
        });
        foreach (var run in golden.Runs("input_ids"))
        {
            using var scope = ops.Scope();
            int[] ids = [.. golden.Values.ReadIntegers($"{run}.input_ids").Select(id => (int)id)];
            var output = model.Forward(
                ops, ids, golden.Values.Find($"{run}.input_ids")!.Shape!.Value[0],
                (name, value) => comparison.Compare($"{run}.{name}", value, Tolerance));
            comparison.Compare($"{run}.out", output, Tolerance);
        }
    }
}

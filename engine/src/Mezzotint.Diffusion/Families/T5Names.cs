using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>Where files of T5 encoders keep the weights that Hugging Face names.</summary>
static class T5Names
{
    const string Tokens = "shared.weight";

    static readonly (string HuggingFace, string LlamaCpp)[] InBlock =
    [
        ("layer.0.SelfAttention.q.", "attn_q."),
        ("layer.0.SelfAttention.k.", "attn_k."),
        ("layer.0.SelfAttention.v.", "attn_v."),
        ("layer.0.SelfAttention.o.", "attn_o."),
        ("layer.0.SelfAttention.relative_attention_bias.", "attn_rel_b."),
        ("layer.0.layer_norm.", "attn_norm."),
        ("layer.1.DenseReluDense.wi_0.", "ffn_gate."),
        ("layer.1.DenseReluDense.wi_1.", "ffn_up."),
        ("layer.1.DenseReluDense.wo.", "ffn_down."),
        ("layer.1.layer_norm.", "ffn_norm."),
    ];

    /// <summary>A reader of Hugging Face's names below a prefix of a file; null where no T5 encoder is.</summary>
    public static WeightReader? Find(Checkpoint file, string prefix)
    {
        if (file.Contains(prefix + "encoder.block.0.layer.0.SelfAttention.q.weight"))
            return new WeightReader(file, name => [new TensorPart(prefix + Table(file, prefix, name))]);
        return prefix.Length == 0 && file.Contains("enc.blk.0.attn_q.weight")
            ? new WeightReader(file, name => [new TensorPart(LlamaCpp(name))]) : null;
    }

    /// <summary>The table of tokens is stored under one name, the other, or both.</summary>
    static string Table(Checkpoint file, string prefix, string name) =>
        name == Tokens && !file.Contains(prefix + name) ? "encoder.embed_tokens.weight" : name;

    static string LlamaCpp(string name)
    {
        const string blocks = "encoder.block.";
        if (name == Tokens)
            return "token_embd.weight";
        if (name == "encoder.final_layer_norm.weight")
            return "enc.output_norm.weight";
        var words = name.Split('.', 4);
        if (!name.StartsWith(blocks, StringComparison.Ordinal) || words.Length < 4)
            return name;
        foreach (var (huggingFace, llamaCpp) in InBlock)
            if (words[3].StartsWith(huggingFace, StringComparison.Ordinal))
                return $"enc.blk.{words[2]}.{llamaCpp}{words[3][huggingFace.Length..]}";
        return name;
    }
}

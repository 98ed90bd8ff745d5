using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>
/// Where OpenCLIP's checkpoints keep the weights that Hugging Face's CLIP names: queries, keys and values stand in one
/// matrix.
/// </summary>
static class OpenClipNames
{
    static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        ["text_model.embeddings.token_embedding.weight"] = "token_embedding.weight",
        ["text_model.embeddings.position_embedding.weight"] = "positional_embedding",
        ["text_model.final_layer_norm.weight"] = "ln_final.weight",
        ["text_model.final_layer_norm.bias"] = "ln_final.bias",
    };

    static readonly (string Ours, string Theirs)[] InLayer =
    [
        ("self_attn.out_proj.", "attn.out_proj."),
        ("layer_norm1.", "ln_1."),
        ("layer_norm2.", "ln_2."),
        ("mlp.fc1.", "mlp.c_fc."),
        ("mlp.fc2.", "mlp.c_proj."),
    ];

    /// <summary>The part of the checkpoint that holds a weight.</summary>
    /// <param name="name">Hugging Face's name, such as <c>text_model.final_layer_norm.weight</c>.</param>
    /// <param name="prefix">What stands before OpenCLIP's names in the file, such as
    /// <c>cond_stage_model.model.</c>.</param>
    /// <param name="width">Width of a token: rows of each third of the joint matrix.</param>
    public static TensorPart Locate(string name, string prefix, int width)
    {
        const string layers = "text_model.encoder.layers.";
        if (Whole.TryGetValue(name, out var whole))
            return new TensorPart(prefix + whole);
        if (name == "text_projection.weight")
            return new TensorPart(prefix + "text_projection", IsTransposed: true);
        if (!name.StartsWith(layers, StringComparison.Ordinal))
            return new TensorPart(prefix + name);
        var dot = name.IndexOf('.', layers.Length);
        var (block, rest) = ($"{prefix}transformer.resblocks.{name[layers.Length..dot]}.", name[(dot + 1)..]);
        for (var third = 0; third < 3; third++)
            if (rest.StartsWith($"self_attn.{"qkv"[third]}_proj.", StringComparison.Ordinal))
                return new TensorPart(
                    $"{block}attn.in_proj_{rest["self_attn.q_proj.".Length..]}", third * width, width);
        foreach (var (ours, theirs) in InLayer)
            if (rest.StartsWith(ours, StringComparison.Ordinal))
                return new TensorPart(block + theirs + rest[ours.Length..]);
        return new TensorPart(block + rest);
    }
}

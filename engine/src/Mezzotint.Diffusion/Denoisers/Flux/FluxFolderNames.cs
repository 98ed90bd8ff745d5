using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>
/// Where the diffusers layout keeps the weights of FLUX.1's transformer: joint matrices in parts, and shift and scale
/// of the exit the other way round.
/// </summary>
static class FluxFolderNames
{
    static readonly (string Single, string Folder)[] Outside =
    [
        ("img_in.", "x_embedder."),
        ("txt_in.", "context_embedder."),
        ("time_in.in_layer.", "time_text_embed.timestep_embedder.linear_1."),
        ("time_in.out_layer.", "time_text_embed.timestep_embedder.linear_2."),
        ("vector_in.in_layer.", "time_text_embed.text_embedder.linear_1."),
        ("vector_in.out_layer.", "time_text_embed.text_embedder.linear_2."),
        ("guidance_in.in_layer.", "time_text_embed.guidance_embedder.linear_1."),
        ("guidance_in.out_layer.", "time_text_embed.guidance_embedder.linear_2."),
        ("final_layer.linear.", "proj_out."),
    ];

    static readonly (string Single, string[] Folder)[] InDouble =
    [
        ("img_attn.qkv.", ["attn.to_q.", "attn.to_k.", "attn.to_v."]),
        ("txt_attn.qkv.", ["attn.add_q_proj.", "attn.add_k_proj.", "attn.add_v_proj."]),
        ("img_attn.norm.query_norm.scale", ["attn.norm_q.weight"]),
        ("img_attn.norm.key_norm.scale", ["attn.norm_k.weight"]),
        ("txt_attn.norm.query_norm.scale", ["attn.norm_added_q.weight"]),
        ("txt_attn.norm.key_norm.scale", ["attn.norm_added_k.weight"]),
        ("img_attn.proj.", ["attn.to_out.0."]),
        ("txt_attn.proj.", ["attn.to_add_out."]),
        ("img_mlp.0.", ["ff.net.0.proj."]),
        ("img_mlp.2.", ["ff.net.2."]),
        ("txt_mlp.0.", ["ff_context.net.0.proj."]),
        ("txt_mlp.2.", ["ff_context.net.2."]),
        ("img_mod.lin.", ["norm1.linear."]),
        ("txt_mod.lin.", ["norm1_context.linear."]),
    ];

    static readonly (string Single, string[] Folder)[] InSingle =
    [
        ("linear1.", ["attn.to_q.", "attn.to_k.", "attn.to_v.", "proj_mlp."]),
        ("linear2.", ["proj_out."]),
        ("norm.query_norm.scale", ["attn.norm_q.weight"]),
        ("norm.key_norm.scale", ["attn.norm_k.weight"]),
        ("modulation.lin.", ["norm.linear."]),
    ];

    /// <summary>The parts of the checkpoint that hold a weight.</summary>
    /// <param name="name">The single-file name, such as <c>double_blocks.0.img_attn.qkv.weight</c>.</param>
    /// <param name="file">The checkpoint: its shapes tell the width.</param>
    public static IReadOnlyList<TensorPart> Locate(string name, Checkpoint file)
    {
        const string exit = "final_layer.adaLN_modulation.1.";
        if (name.StartsWith(exit, StringComparison.Ordinal))
            return Swapped("norm_out.linear." + name[exit.Length..], file);
        foreach (var (single, folder) in Outside)
            if (name.StartsWith(single, StringComparison.Ordinal))
                return [new TensorPart(folder + name[single.Length..])];
        return name.Split('.', 3) switch
        {
            ["double_blocks", var index, var rest] => InBlock($"transformer_blocks.{index}.", rest, InDouble),
            ["single_blocks", var index, var rest] => InBlock($"single_transformer_blocks.{index}.", rest, InSingle),
            _ => [new TensorPart(name)],
        };
    }

    static IReadOnlyList<TensorPart> InBlock(string path, string rest, (string Single, string[] Folder)[] names)
    {
        foreach (var (single, folder) in names)
            if (rest.StartsWith(single, StringComparison.Ordinal))
                return [.. folder.Select(part => new TensorPart(path + part + rest[single.Length..]))];
        return [new TensorPart(path + rest)];
    }

    static IReadOnlyList<TensorPart> Swapped(string name, Checkpoint file)
    {
        var half = file.Find(name)?.Lengths is [var rows, ..] ? (int)Math.Min(rows, int.MaxValue) / 2 : 0;
        return half == 0 ? [new TensorPart(name)] : [new TensorPart(name, half, half), new TensorPart(name, 0, half)];
    }
}

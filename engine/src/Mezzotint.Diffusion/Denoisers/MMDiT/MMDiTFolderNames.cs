using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>
/// Where the diffusers layout keeps the weights of SD 3's transformer: queries, keys and values each in a matrix of its
/// own, and shift and scale of the exit the other way round.
/// </summary>
static class MMDiTFolderNames
{
    static readonly (string Single, string Folder)[] Outside =
    [
        ("pos_embed", "pos_embed.pos_embed"),
        ("x_embedder.", "pos_embed."),
        ("t_embedder.mlp.0.", "time_text_embed.timestep_embedder.linear_1."),
        ("t_embedder.mlp.2.", "time_text_embed.timestep_embedder.linear_2."),
        ("y_embedder.mlp.0.", "time_text_embed.text_embedder.linear_1."),
        ("y_embedder.mlp.2.", "time_text_embed.text_embedder.linear_2."),
        ("final_layer.linear.", "proj_out."),
        ("final_layer.adaLN_modulation.1.", "norm_out.linear."),
    ];

    static readonly (string Single, string[] Folder)[] InBlock =
    [
        ("x_block.attn.qkv.", ["attn.to_q.", "attn.to_k.", "attn.to_v."]),
        ("x_block.attn2.qkv.", ["attn2.to_q.", "attn2.to_k.", "attn2.to_v."]),
        ("context_block.attn.qkv.", ["attn.add_q_proj.", "attn.add_k_proj.", "attn.add_v_proj."]),
        ("x_block.attn.ln_q.", ["attn.norm_q."]),
        ("x_block.attn.ln_k.", ["attn.norm_k."]),
        ("x_block.attn2.ln_q.", ["attn2.norm_q."]),
        ("x_block.attn2.ln_k.", ["attn2.norm_k."]),
        ("context_block.attn.ln_q.", ["attn.norm_added_q."]),
        ("context_block.attn.ln_k.", ["attn.norm_added_k."]),
        ("x_block.attn.proj.", ["attn.to_out.0."]),
        ("x_block.attn2.proj.", ["attn2.to_out.0."]),
        ("context_block.attn.proj.", ["attn.to_add_out."]),
        ("x_block.mlp.fc1.", ["ff.net.0.proj."]),
        ("x_block.mlp.fc2.", ["ff.net.2."]),
        ("context_block.mlp.fc1.", ["ff_context.net.0.proj."]),
        ("context_block.mlp.fc2.", ["ff_context.net.2."]),
        ("x_block.adaLN_modulation.1.", ["norm1.linear."]),
        ("context_block.adaLN_modulation.1.", ["norm1_context.linear."]),
    ];

    /// <summary>The parts of the checkpoint that hold a weight.</summary>
    /// <param name="name">The single-file name without prefix, such as
    /// <c>joint_blocks.0.x_block.attn.qkv.weight</c>.</param>
    /// <param name="file">The checkpoint: its shapes tell width and depth.</param>
    public static IReadOnlyList<TensorPart> Locate(string name, Checkpoint file)
    {
        const string blocks = "joint_blocks.";
        foreach (var (single, folder) in Outside)
            if (name.StartsWith(single, StringComparison.Ordinal))
                return Whole(folder + name[single.Length..], file, isSwapped: folder == "norm_out.linear.");
        var words = name.Split('.', 3);
        if (!name.StartsWith(blocks, StringComparison.Ordinal) || words.Length < 3)
            return [new TensorPart(name)];
        var (path, rest) = ($"transformer_blocks.{words[1]}.", words[2]);
        foreach (var (single, folder) in InBlock)
            if (rest.StartsWith(single, StringComparison.Ordinal))
                return folder.Length > 1
                    ? [.. folder.Select(part => new TensorPart(path + part + rest[single.Length..]))]
                    : Whole(path + folder[0] + rest[single.Length..], file, IsTextExit(path, folder[0], file));
        return [new TensorPart(path + rest)];
    }

    /// <summary>The text's modulations in the last block, behind which it is not computed on.</summary>
    static bool IsTextExit(string path, string part, Checkpoint file) =>
        part == "norm1_context.linear." && !file.Contains($"{path}attn.to_add_out.weight");

    /// <summary>A tensor, or its second half before its first.</summary>
    static IReadOnlyList<TensorPart> Whole(string name, Checkpoint file, bool isSwapped)
    {
        var half = isSwapped && file.Find(name)?.Lengths is [var rows, ..] ? (int)Math.Min(rows, int.MaxValue) / 2 : 0;
        return half == 0 ? [new TensorPart(name)] : [new TensorPart(name, half, half), new TensorPart(name, 0, half)];
    }
}

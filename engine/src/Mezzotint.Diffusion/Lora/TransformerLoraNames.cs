namespace Mezzotint.Diffusion.Lora;

/// <summary>
/// What diffusers and XLabs call the matrices of SD 3's and FLUX.1's transformers, where one of a single file is
/// several of theirs.
/// </summary>
/// <remarks>
/// The pairs are those that diffusers' converters make (<c>convert_flux_transformer_checkpoint_to_diffusers</c>,
/// <c>convert_sd3_transformer_checkpoint_to_diffusers</c>); tests hold them against the recorded maps.
/// </remarks>
static class TransformerLoraNames
{
    /// <summary>A name, and the rows of the single file's matrix that it stands for.</summary>
    /// <param name="Path">The module's path.</param>
    /// <param name="FirstRow">First row of the matrix.</param>
    /// <param name="RowCount">How many rows.</param>
    /// <param name="FirstModuleRow">Which row of the module the first of them is.</param>
    public readonly record struct Alias(string Path, int FirstRow, int RowCount, int FirstModuleRow = 0);

    static readonly (string Single, string Folder)[] Whole =
    [
        ("time_in.in_layer", "time_text_embed.timestep_embedder.linear_1"),
        ("time_in.out_layer", "time_text_embed.timestep_embedder.linear_2"),
        ("vector_in.in_layer", "time_text_embed.text_embedder.linear_1"),
        ("vector_in.out_layer", "time_text_embed.text_embedder.linear_2"),
        ("guidance_in.in_layer", "time_text_embed.guidance_embedder.linear_1"),
        ("guidance_in.out_layer", "time_text_embed.guidance_embedder.linear_2"),
        ("t_embedder.mlp.0", "time_text_embed.timestep_embedder.linear_1"),
        ("t_embedder.mlp.2", "time_text_embed.timestep_embedder.linear_2"),
        ("y_embedder.mlp.0", "time_text_embed.text_embedder.linear_1"),
        ("y_embedder.mlp.2", "time_text_embed.text_embedder.linear_2"),
        ("img_in", "x_embedder"),
        ("txt_in", "context_embedder"),
        ("x_embedder.proj", "pos_embed.proj"),
        ("final_layer.linear", "proj_out"),
    ];

    /// <summary>Paths inside a block; those of FLUX.1's double blocks and SD 3's joint blocks never meet.</summary>
    static readonly (string Single, string Folder)[] InBlock =
    [
        ("img_attn.proj", "attn.to_out.0"), ("txt_attn.proj", "attn.to_add_out"),
        ("img_mlp.0", "ff.net.0.proj"), ("img_mlp.2", "ff.net.2"),
        ("txt_mlp.0", "ff_context.net.0.proj"), ("txt_mlp.2", "ff_context.net.2"),
        ("img_mod.lin", "norm1.linear"), ("txt_mod.lin", "norm1_context.linear"),
        ("x_block.attn.proj", "attn.to_out.0"), ("context_block.attn.proj", "attn.to_add_out"),
        ("x_block.attn2.proj", "attn2.to_out.0"),
        ("x_block.mlp.fc1", "ff.net.0.proj"), ("x_block.mlp.fc2", "ff.net.2"),
        ("context_block.mlp.fc1", "ff_context.net.0.proj"), ("context_block.mlp.fc2", "ff_context.net.2"),
        ("x_block.adaLN_modulation.1", "norm1.linear"),
        ("linear2", "proj_out"), ("modulation.lin", "norm.linear"),
    ];

    static readonly (string Single, string Folder)[] Joint =
    [
        ("img_attn.qkv", "attn.to_{0}"), ("txt_attn.qkv", "attn.add_{0}_proj"),
        ("x_block.attn.qkv", "attn.to_{0}"), ("context_block.attn.qkv", "attn.add_{0}_proj"),
        ("x_block.attn2.qkv", "attn2.to_{0}"), ("linear1", "attn.to_{0}"),
    ];

    static readonly (string Single, string XLabs)[] Processors =
    [
        ("img_attn.qkv", "qkv_lora1"), ("txt_attn.qkv", "qkv_lora2"),
        ("img_attn.proj", "proj_lora1"), ("txt_attn.proj", "proj_lora2"),
    ];

    /// <summary>The other names of a matrix.</summary>
    /// <param name="path">Its single-file path without <c>.weight</c>, such as
    /// <c>double_blocks.3.img_attn.qkv</c>.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns: the width of a token.</param>
    public static IEnumerable<Alias> Of(string path, int rows, int columns)
    {
        var words = path.Split('.', 3);
        var block = words switch
        {
            ["double_blocks", var index, _] => $"transformer_blocks.{index}.",
            ["joint_blocks", var index, _] => $"transformer_blocks.{index}.",
            ["single_blocks", var index, _] => $"single_transformer_blocks.{index}.",
            _ => null,
        };
        return block is null ? Outside(path, rows)
            : Inside(block, words[2], rows, columns).Concat(XLabs(words, rows));
    }

    static IEnumerable<Alias> Outside(string path, int rows)
    {
        if (path == "final_layer.adaLN_modulation.1")
            return Swapped("norm_out.linear", rows);
        return Whole.Where(pair => pair.Single == path).Select(pair => new Alias(pair.Folder, 0, rows));
    }

    static IEnumerable<Alias> Inside(string block, string rest, int rows, int columns)
    {
        // The last context block only scales and shifts; diffusers has those two the other way round.
        if (rest == "context_block.adaLN_modulation.1")
            return rows == 2 * columns ? Swapped(block + "norm1_context.linear", rows)
                : [new Alias(block + "norm1_context.linear", 0, rows)];
        var aliases = InBlock.Where(pair => pair.Single == rest).Select(pair => new Alias(block + pair.Folder, 0, rows))
            .ToList();
        foreach (var (single, folder) in Joint)
            if (single == rest)
                for (var i = 0; i < 3; i++)
                    aliases.Add(new Alias(
                        block + folder.Replace("{0}", "qkv"[i].ToString(), StringComparison.Ordinal), i * columns,
                        columns));
        if (rest == "linear1")
            aliases.Add(new Alias(block + "proj_mlp", 3 * columns, rows - 3 * columns));
        return aliases;
    }

    static IEnumerable<Alias> XLabs(string[] words, int rows) =>
        Processors.Where(pair => words[0] == "double_blocks" && pair.Single == words[2])
            .Select(pair => new Alias($"double_blocks.{words[1]}.processor.{pair.XLabs}", 0, rows));

    static Alias[] Swapped(string path, int rows) =>
        [new(path, rows / 2, rows / 2), new(path, 0, rows / 2, rows / 2)];
}

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// What a UNet's weights are called in the diffusers layout, where blocks are counted by level instead of in one list.
/// </summary>
public static class UNetFolderNames
{
    static readonly (string Single, string Folder)[] Ends =
    [
        ("time_embed.0.", "time_embedding.linear_1."),
        ("time_embed.2.", "time_embedding.linear_2."),
        ("time_embed.cond_proj.", "time_embedding.cond_proj."),
        ("label_emb.0.0.", "add_embedding.linear_1."),
        ("label_emb.0.2.", "add_embedding.linear_2."),
        ("input_blocks.0.0.", "conv_in."),
        ("out.0.", "conv_norm_out."),
        ("out.2.", "conv_out."),
    ];

    static readonly (string Single, string Folder)[] InResidualBlock =
    [
        ("in_layers.0.", "norm1."),
        ("in_layers.2.", "conv1."),
        ("emb_layers.1.", "time_emb_proj."),
        ("out_layers.0.", "norm2."),
        ("out_layers.3.", "conv2."),
        ("skip_connection.", "conv_shortcut."),
    ];

    /// <summary>The diffusers name of a weight.</summary>
    /// <param name="name">The single-file name without prefix, such as <c>input_blocks.4.1.proj_in.weight</c>.</param>
    /// <param name="config">The network's sizes: they say which level a block belongs to.</param>
    public static string From(string name, UNetConfig config)
    {
        foreach (var (single, folder) in Ends)
            if (name.StartsWith(single, StringComparison.Ordinal))
                return folder + name[single.Length..];
        var words = name.Split('.', 4);
        return words switch
        {
            ["middle_block", var place, ..] => Middle(place, config, name["middle_block.0.".Length..]),
            ["input_blocks", var index, var place, var rest] => Down(int.Parse(index) - 1, place, config, rest),
            ["output_blocks", var index, var place, var rest] => Up(int.Parse(index), place, config, rest),
            _ => name,
        };
    }

    static string Middle(string place, UNetConfig config, string rest) => (place, config.MiddleDepth > 0) switch
    {
        ("0", _) => "mid_block.resnets.0." + Residual(rest),
        ("1", true) => "mid_block.attentions.0." + rest,
        _ => "mid_block.resnets.1." + Residual(rest),
    };

    static string Down(int index, string place, UNetConfig config, string rest)
    {
        var (level, block) = Math.DivRem(index, config.ResidualBlocks + 1);
        var path = $"down_blocks.{level}.";
        if (block == config.ResidualBlocks)
            return $"{path}downsamplers.0.conv.{rest["op.".Length..]}";
        return place == "0" ? $"{path}resnets.{block}.{Residual(rest)}" : $"{path}attentions.{block}.{rest}";
    }

    static string Up(int index, string place, UNetConfig config, string rest)
    {
        var (level, block) = Math.DivRem(index, config.ResidualBlocks + 1);
        var path = $"up_blocks.{level}.";
        var hasAttention = config.TransformerDepths[config.Levels - 1 - level] > 0;
        return (place, hasAttention) switch
        {
            ("0", _) => $"{path}resnets.{block}.{Residual(rest)}",
            ("1", true) => $"{path}attentions.{block}.{rest}",
            _ => $"{path}upsamplers.0.{rest}",
        };
    }

    static string Residual(string rest)
    {
        foreach (var (single, folder) in InResidualBlock)
            if (rest.StartsWith(single, StringComparison.Ordinal))
                return folder + rest[single.Length..];
        return rest;
    }
}

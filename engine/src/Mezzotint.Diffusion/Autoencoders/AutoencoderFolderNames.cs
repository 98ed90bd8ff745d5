namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>What an autoencoder's weights are called in the diffusers layout.</summary>
public static class AutoencoderFolderNames
{
    static readonly (string Single, string Folder)[] Pieces =
    [
        (".mid.block_1.", ".mid_block.resnets.0."),
        (".mid.block_2.", ".mid_block.resnets.1."),
        (".mid.attn_1.norm.", ".mid_block.attentions.0.group_norm."),
        (".mid.attn_1.q.", ".mid_block.attentions.0.to_q."),
        (".mid.attn_1.k.", ".mid_block.attentions.0.to_k."),
        (".mid.attn_1.v.", ".mid_block.attentions.0.to_v."),
        (".mid.attn_1.proj_out.", ".mid_block.attentions.0.to_out.0."),
        (".norm_out.", ".conv_norm_out."),
        (".nin_shortcut.", ".conv_shortcut."),
        (".downsample.conv.", ".downsamplers.0.conv."),
        (".upsample.conv.", ".upsamplers.0.conv."),
        (".block.", ".resnets."),
    ];

    static readonly (string New, string Old)[] LegacyPieces =
    [
        (".to_q.", ".query."), (".to_k.", ".key."), (".to_v.", ".value."), (".to_out.0.", ".proj_attn."),
    ];

    /// <summary>The diffusers name of a weight.</summary>
    /// <param name="name">The single-file name without prefix, such as
    /// <c>decoder.up.3.block.0.conv1.weight</c>.</param>
    /// <param name="config">The network's sizes: diffusers counts the decoder's levels from the other end.</param>
    public static string From(string name, AutoencoderConfig config)
    {
        var words = name.Split('.', 4);
        var folder = words switch
        {
            ["encoder", "down", var level, var rest] => $"encoder.down_blocks.{level}.{rest}",
            ["decoder", "up", var level, var rest] =>
                $"decoder.up_blocks.{config.Channels.Count - 1 - int.Parse(level)}.{rest}",
            _ => name,
        };
        return Replace(folder, Pieces);
    }

    /// <summary>The name that diffusers before 0.18 gave the weights of the attention; others as they are.</summary>
    public static string Legacy(string folderName) => Replace(folderName, LegacyPieces);

    static string Replace(string name, (string From, string To)[] pieces)
    {
        foreach (var (from, to) in pieces)
            name = name.Replace(from, to, StringComparison.Ordinal);
        return name;
    }
}

using Mezzotint.Diffusion.Denoisers.UNet;

namespace Mezzotint.Diffusion.Denoisers.ControlNet;

/// <summary>What a ControlNet's weights are called in the diffusers layout.</summary>
public static class ControlNetFolderNames
{
    const string Hint = "input_hint_block.";
    const string Exits = "zero_convs.";
    const string MiddleExit = "middle_block_out.0.";

    /// <summary>The place of the last convolution of the picture's way in.</summary>
    const int LastHint = 14;

    /// <summary>The diffusers name of a weight.</summary>
    /// <param name="name">The single-file name without prefix, such as <c>zero_convs.3.0.weight</c>.</param>
    /// <param name="config">The network's sizes: they say which level a block belongs to.</param>
    public static string From(string name, UNetConfig config)
    {
        if (name.StartsWith(MiddleExit, StringComparison.Ordinal))
            return "controlnet_mid_block." + name[MiddleExit.Length..];
        if (name.StartsWith(Exits, StringComparison.Ordinal))
            return "controlnet_down_blocks." + name[Exits.Length..].Replace(".0.", ".", StringComparison.Ordinal);
        if (!name.StartsWith(Hint, StringComparison.Ordinal))
            return UNetFolderNames.From(name, config);
        var words = name.Split('.', 3);
        var place = int.Parse(words[1]);
        var step = place == 0 ? "conv_in" : place == LastHint ? "conv_out" : $"blocks.{place / 2 - 1}";
        return $"controlnet_cond_embedding.{step}.{words[2]}";
    }
}

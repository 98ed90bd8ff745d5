using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Denoisers.MMDiT;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>Which names a file of a transformer's weights has: its authors', or diffusers'.</summary>
static class TransformerNames
{
    static readonly string[] Prefixes = ["", "model.diffusion_model."];

    /// <summary>A reader of the authors' names, whatever names the file has; null for no transformer.</summary>
    public static WeightReader? Find(Checkpoint file)
    {
        foreach (var prefix in Prefixes)
            if (file.Contains(prefix + "joint_blocks.0.x_block.attn.qkv.weight")
                || file.Contains(prefix + "double_blocks.0.img_attn.qkv.weight"))
                return new WeightReader(file).Scope(prefix);
        if (file.Contains("pos_embed.pos_embed") && file.Contains("transformer_blocks.0.attn.add_q_proj.weight"))
            return new WeightReader(file, name => MMDiTFolderNames.Locate(name, file));
        return file.Contains("single_transformer_blocks.0.attn.to_q.weight")
            ? new WeightReader(file, name => FluxFolderNames.Locate(name, file)) : null;
    }
}

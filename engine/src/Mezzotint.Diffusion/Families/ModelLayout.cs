namespace Mezzotint.Diffusion.Families;

/// <summary>How a model lies on the disk.</summary>
public enum ModelLayout
{
    /// <summary>All parts in one safetensors file, in CompVis' and Stability's names.</summary>
    SingleFile,

    /// <summary>A folder for each part beside a model_index.json, in diffusers' names.</summary>
    Folder,
}

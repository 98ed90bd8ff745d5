namespace Mezzotint.Diffusion.Pipelines;

/// <summary>A file that a request uses besides the model.</summary>
/// <param name="Kind">What it adds.</param>
/// <param name="Name">Its name in prompts: the file's, without extension.</param>
/// <param name="Path">The file.</param>
public sealed record AddOn(AddOnKind Kind, string Name, string Path);

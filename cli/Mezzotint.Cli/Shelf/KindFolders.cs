using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Cli.Shelf;

/// <summary>In which folder of the models something lies, by what it is.</summary>
static class KindFolders
{
    /// <summary>All of them; models lie in none.</summary>
    public static readonly string[] All = ["", "loras", "embeddings", "controlnets", "upscalers", "masks"];

    /// <summary>The one of a kind.</summary>
    public static string Of(NetworkKind kind) => kind switch
    {
        NetworkKind.Lora => All[1],
        NetworkKind.Embedding => All[2],
        NetworkKind.ControlNet => All[3],
        NetworkKind.Upscaler => All[4],
        NetworkKind.Foreground or NetworkKind.Finder => All[5],
        _ => All[0],
    };
}

using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Cli.Shelf;

/// <summary>What people call kinds of files.</summary>
static class NetworkNames
{
    /// <summary>One word.</summary>
    public static string Of(NetworkKind kind) => kind switch
    {
        NetworkKind.Model => "model",
        NetworkKind.Lora => "LoRA",
        NetworkKind.Embedding => "embedding",
        NetworkKind.ControlNet => "ControlNet",
        NetworkKind.Upscaler => "upscaler",
        NetworkKind.Foreground => "foreground",
        _ => "finder",
    };
}

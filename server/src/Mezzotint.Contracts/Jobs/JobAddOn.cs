namespace Mezzotint.Contracts.Jobs;

/// <summary>A file that a job may use besides the model.</summary>
/// <param name="Kind">lora, embedding or control-net.</param>
/// <param name="Name">Its key in the catalogue, and its file's name.</param>
/// <param name="Sha256">SHA-256 of that file in hexadecimal; null where it may be any.</param>
public sealed record JobAddOn(string Kind, string Name, string? Sha256)
{
    /// <summary>A low-rank change of weights.</summary>
    public const string Lora = "lora";

    /// <summary>Vectors that stand for a word of the prompt.</summary>
    public const string Embedding = "embedding";

    /// <summary>A network that lets a picture guide.</summary>
    public const string ControlNet = "control-net";
}

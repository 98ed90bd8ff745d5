using Mezzotint.Weights;

namespace Mezzotint.Diffusion;

/// <summary>A LoRA or ControlNet was made for another model than the one that it is used with.</summary>
public sealed class UnfitAddOnException : CheckpointException
{
    /// <summary>Both are named.</summary>
    /// <param name="path">The add-on's file.</param>
    /// <param name="sentence">What is wrong with it and what to do, without its path: "is a LoRA for...".</param>
    public UnfitAddOnException(string path, string sentence)
        : base(path, $"{path} {sentence}") =>
        Sentence = $"'{System.IO.Path.GetFileNameWithoutExtension(path)}' {sentence}";

    /// <summary>The message for people who may not know where files lie: with the file's name alone.</summary>
    public string Sentence { get; }
}

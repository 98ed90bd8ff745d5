using Mezzotint.Weights;

namespace Mezzotint.Diffusion;

/// <summary>
/// A LoRA, embedding or ControlNet cannot be used: it was made for another model than the one that it is used with, or
/// its file is no good.
/// </summary>
public sealed class UnfitAddOnException : CheckpointException
{
    /// <summary>It was made for another model; both are named.</summary>
    /// <param name="path">The add-on's file.</param>
    /// <param name="sentence">What is wrong with it and what to do, without its path: "is a LoRA for...".</param>
    public UnfitAddOnException(string path, string sentence)
        : base(path, $"{path} {sentence}") =>
        Sentence = $"'{System.IO.Path.GetFileNameWithoutExtension(path)}' {sentence}";

    /// <summary>Its file is no good.</summary>
    /// <param name="error">What is wrong with it.</param>
    public UnfitAddOnException(CheckpointException error)
        : base(error.Path, error.Message, error.TensorName, error.OffsetBytes, error) => Sentence = error.Sentence;

    /// <summary>The message for people who may not know where files lie: with the file's name alone.</summary>
    public override string Sentence { get; }
}

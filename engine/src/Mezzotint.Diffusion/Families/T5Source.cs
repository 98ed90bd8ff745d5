using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>A T5 encoder of a model on the disk.</summary>
/// <param name="Config">Its sizes.</param>
/// <param name="Reader">Its weights, in Hugging Face's names.</param>
/// <param name="Vocabulary">Its <c>spiece.model</c>; null where none was found.</param>
sealed record T5Source(T5Config Config, WeightReader Reader, string? Vocabulary)
{
    /// <summary>The vocabulary's usual name.</summary>
    public const string VocabularyFile = "spiece.model";
}

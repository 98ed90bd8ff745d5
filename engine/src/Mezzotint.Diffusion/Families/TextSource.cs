using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>A text encoder of a model on the disk.</summary>
/// <param name="Config">Its sizes.</param>
/// <param name="Reader">Its weights, in Hugging Face's names.</param>
/// <param name="TokenizerFolder">The folder or file of its vocabulary, where one was found.</param>
sealed record TextSource(ClipConfig Config, WeightReader Reader, string? TokenizerFolder);

using Mezzotint.Weights;

namespace Mezzotint.Diffusion;

/// <summary>A model needs more memory than this process may take; nothing of it was read.</summary>
/// <param name="path">The model.</param>
/// <param name="message">What it needs, what there is, and what to do.</param>
public sealed class ScarceMemoryException(string path, string message) : CheckpointException(path, message);

using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Worker.Painting;

/// <summary>A model in memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pipeline">What paints with it.</param>
/// <param name="Hash">The first digits of its file's hash.</param>
/// <param name="Bytes">What its files measure.</param>
/// <param name="Path">Where they lie.</param>
/// <param name="WrittenAt">When what lies there was written: another time, another model.</param>
sealed record LoadedModel(
    string Name, Pipeline Pipeline, string Hash, long Bytes, string Path, DateTime WrittenAt);

namespace Mezzotint.Worker.Painting;

/// <summary>The files that a job starts from.</summary>
/// <param name="Image">The picture; null for a job that starts from noise alone.</param>
/// <param name="Mask">Which part of it is painted anew; null for all.</param>
/// <param name="Controls">What its ControlNets see, in their order.</param>
sealed record JobPictures(byte[]? Image, byte[]? Mask, IReadOnlyList<byte[]> Controls);

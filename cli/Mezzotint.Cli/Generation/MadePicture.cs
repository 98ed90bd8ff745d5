namespace Mezzotint.Cli.Generation;

/// <summary>A picture that was written.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Seed">Its own seed.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
sealed record MadePicture(string Path, long Seed, int Width, int Height);

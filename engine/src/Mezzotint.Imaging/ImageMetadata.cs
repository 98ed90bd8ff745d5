namespace Mezzotint.Imaging;

/// <summary>What a picture file says about how the picture was made.</summary>
/// <param name="Recipe">The text that other programs call "parameters", or null.</param>
/// <param name="IsGenerated">
/// Whether the file says that a trained algorithm made the picture: IPTC DigitalSourceType trainedAlgorithmicMedia.
/// </param>
public sealed record ImageMetadata(string? Recipe, bool IsGenerated);

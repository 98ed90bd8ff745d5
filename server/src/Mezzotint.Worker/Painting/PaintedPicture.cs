namespace Mezzotint.Worker.Painting;

/// <summary>A picture that was made, as a file.</summary>
/// <param name="File">Its bytes.</param>
/// <param name="MediaType">What kind of file it is.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Seconds">How long the engine took.</param>
sealed record PaintedPicture(byte[] File, string MediaType, int Width, int Height, double Seconds);

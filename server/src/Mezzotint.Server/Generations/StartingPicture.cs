using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Server.Generations;

/// <summary>A picture that jobs start from, or its mask.</summary>
/// <param name="Id">The upload or the image.</param>
/// <param name="Blob">Its file.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
sealed record StartingPicture(Guid Id, byte[] Blob, int Width, int Height)
{
    /// <summary>Sides that engines paint are multiples of this, or of a multiple of it.</summary>
    const int Factor = 8;

    /// <summary>As a job names the file.</summary>
    public string Name => Convert.ToHexStringLower(Blob);

    /// <summary>The most that a worker makes of its width where no size is asked for.</summary>
    public int PaintedWidth => Painted(Width);

    /// <summary>The most that a worker makes of its height where no size is asked for.</summary>
    public int PaintedHeight => Painted(Height);

    /// <summary>A picture larger than anything that is priced is refused for its size all the same.</summary>
    static int Painted(int length) => Math.Clamp(length / Factor * Factor, Factor, ImageRequest.MaxSidePixels);
}

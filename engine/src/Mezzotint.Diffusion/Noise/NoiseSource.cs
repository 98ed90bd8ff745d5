namespace Mezzotint.Diffusion.Noise;

/// <summary>A seeded sequence of unit normal numbers: the noise of one image, whatever batch it is made in.</summary>
public abstract class NoiseSource
{
    /// <summary>Fills a span with the next draw. Draws of different lengths give different numbers, as in the libraries
    /// imitated.</summary>
    public abstract void Fill(Span<float> noise);
}

namespace Mezzotint.Imaging;

/// <summary>A picture cannot be read or written; the message says which, why, and what to do.</summary>
public sealed class ImageException : Exception
{
    /// <summary>An error with its sentence.</summary>
    /// <param name="message">What happened to which picture, and the remedy.</param>
    /// <param name="cause">What was caught.</param>
    public ImageException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

namespace Mezzotint.Weights;

/// <summary>A checkpoint cannot be used; the message says which file and tensor, why, and what to do.</summary>
public class CheckpointException : Exception
{
    /// <summary>An error about a file as a whole, or about one of its tensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="message">One or two sentences, with the remedy.</param>
    /// <param name="tensorName">The tensor, where it is about one.</param>
    /// <param name="offsetBytes">Where in the file, where that is known.</param>
    /// <param name="cause">What was caught.</param>
    public CheckpointException(
        string path, string message, string? tensorName = null, long? offsetBytes = null, Exception? cause = null)
        : base(message, cause)
    {
        Path = path;
        TensorName = tensorName;
        OffsetBytes = offsetBytes;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The message for people who may not know where files lie: without the folder of the file.</summary>
    public virtual string Sentence
    {
        get
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.TrimEndingDirectorySeparator(Path));
            return string.IsNullOrEmpty(folder) ? Message
                : Message.Replace(
                    System.IO.Path.TrimEndingDirectorySeparator(folder) + System.IO.Path.DirectorySeparatorChar, "",
                    StringComparison.Ordinal);
        }
    }

    /// <summary>The tensor that the error is about, or null.</summary>
    public string? TensorName { get; }

    /// <summary>Where in the file the error is, or null.</summary>
    public long? OffsetBytes { get; }
}

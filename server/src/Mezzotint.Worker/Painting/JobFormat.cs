using Mezzotint.Contracts.Jobs;
using Mezzotint.Imaging;

namespace Mezzotint.Worker.Painting;

/// <summary>The kind of file that a job asks for.</summary>
static class JobFormat
{
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static ImageFormat Of(ImageJob job) => ImageFormats.Parse(job.Format)
        ?? throw new ArgumentException($"There is no format '{job.Format}': choose png, jpeg or webp.");

    /// <summary>A picture as a file of that kind.</summary>
    public static byte[] Encode(Pixels pixels, ImageJob job, ImageMetadata metadata) =>
        ImageEncoder.Encode(pixels, Of(job), new EncodeOptions { Metadata = metadata });
}

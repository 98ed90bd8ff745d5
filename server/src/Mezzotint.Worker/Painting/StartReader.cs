using Mezzotint.Contracts.Jobs;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;

namespace Mezzotint.Worker.Painting;

/// <summary>Makes what the engine starts from of a job's files, at the size that is painted.</summary>
static class StartReader
{
    /// <summary>The request with its picture and mask; as it was where the job has none.</summary>
    /// <param name="request">What else is asked of the engine.</param>
    /// <param name="job">The job.</param>
    /// <param name="pictures">Its files.</param>
    /// <param name="factor">Sides that the model paints are multiples of this.</param>
    /// <exception cref="ImageException">A file is no picture.</exception>
    public static GenerationRequest Read(GenerationRequest request, ImageJob job, JobPictures pictures, int factor)
    {
        if (pictures.Image is null)
            return request;
        var image = ImageDecoder.Decode(pictures.Image, "The picture to start from");
        var width = job.Width ?? Fitting(image.Width, factor);
        var height = job.Height ?? Fitting(image.Height, factor);
        return request with
        {
            Width = width,
            Height = height,
            Strength = job.Strength ?? request.Strength,
            InitialPicture = new Picture(width, height, Resized(image, width, height)),
            Mask = pictures.Mask is null ? null : new Mask(width, height, Resized(
                ImageDecoder.Decode(pictures.Mask, "The mask", new DecodeOptions { Layout = PixelLayout.Grey }),
                width, height)),
        };
    }

    /// <summary>The longest side inside a picture's own that the model paints.</summary>
    public static int Fitting(int length, int factor) => Math.Max(factor, length / factor * factor);

    /// <summary>A picture's samples, scaled where it has another size.</summary>
    public static byte[] Resized(Pixels pixels, int width, int height) =>
        (pixels.Width, pixels.Height) == (width, height) ? pixels.Samples
            : ImageScaler.Resize(pixels, width, height).Samples;
}

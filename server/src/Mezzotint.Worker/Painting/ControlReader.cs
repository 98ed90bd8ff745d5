using Mezzotint.Contracts.Jobs;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Preprocessing;

namespace Mezzotint.Worker.Painting;

/// <summary>Makes what ControlNets see of a job's files, at the size that is painted.</summary>
static class ControlReader
{
    /// <summary>The request with its ControlNets; as it was where the job has none.</summary>
    /// <param name="request">What else is asked of the engine.</param>
    /// <param name="job">The job.</param>
    /// <param name="pictures">Its files.</param>
    /// <param name="model">What its sides are multiples of, and where ControlNets are found.</param>
    /// <exception cref="ImageException">A file is no picture.</exception>
    /// <exception cref="AddOnException">This worker lacks a ControlNet.</exception>
    public static GenerationRequest Read(
        GenerationRequest request, ImageJob job, JobPictures pictures, (int Factor, AddOnFiles Files) model)
    {
        if (job.Controls is [])
            return request;
        var seen = pictures.Controls.Select(file => ImageDecoder.Decode(file, "The picture of a ControlNet")).ToList();
        var sized = request with
        {
            Width = request.Width ?? StartReader.Fitting(seen[0].Width, model.Factor),
            Height = request.Height ?? StartReader.Fitting(seen[0].Height, model.Factor),
        };
        return sized with
        {
            Controls = [.. job.Controls.Zip(seen, (control, pixels) => Use(
                control, pixels, sized, model.Files.Find(job, JobAddOn.ControlNet, control.Model)))],
        };
    }

    static ControlUse Use(JobControl control, Pixels pixels, GenerationRequest request, string path)
    {
        var (width, height) = (request.Width!.Value, request.Height!.Value);
        var scaled = new Pixels(width, height, pixels.Channels, StartReader.Resized(pixels, width, height));
        var shown = ControlPicture.Make(scaled, Enum.Parse<Preprocessor>(control.Preprocess, ignoreCase: true));
        return new ControlUse(path, new Picture(width, height, shown.Samples))
        {
            Strength = control.Strength,
            Start = control.Start,
            End = control.End,
        };
    }
}

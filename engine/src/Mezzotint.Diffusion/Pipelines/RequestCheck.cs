using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Refuses requests that a model cannot do, each with a sentence that says what to change.</summary>
static class RequestCheck
{
    const int MaxSteps = 1000;
    const int MaxCount = 100;
    const int MaxEdge = 4096;
    const int MaxPixels = 2048 * 2048;
    const double MaxGuidance = 100;
    const int MaxControls = 8;

    /// <summary>The picture's size in pixels, once everything was found in order.</summary>
    /// <exception cref="ArgumentException">A number, a size or a picture that cannot be.</exception>
    /// <exception cref="PromptException">The prompt is empty.</exception>
    public static (int Width, int Height) Size(GenerationRequest request, DiffusionModel model)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            throw new PromptException("The prompt is empty: say what the picture shall show.");
        Within(request.Steps, 1, MaxSteps, "steps were asked for");
        Within(request.Count, 1, MaxCount, "pictures were asked for");
        if (request.Seed < 0 || request.Seed > long.MaxValue - request.Count)
            throw new ArgumentException(
                $"The seed {request.Seed} cannot be: take 0 to {long.MaxValue - request.Count}.");
        if (!(request.GuidanceScale >= 0 && request.GuidanceScale <= MaxGuidance))
            throw new ArgumentException(
                $"A guidance scale of {request.GuidanceScale} cannot be: take 0 to {MaxGuidance}; 1 is off, 7 is "
                + "usual.");
        if (request.SkipLayerScale is { } layers)
            CheckSkipLayers(layers, model);
        if (request.ClipSkip is { } skip)
            Within(skip, 1, model.Texts.Min(text => text.Encoder.Config.Layers), "is the clip skip asked for");
        if (model.Variant == ModelVariant.InstructPix2Pix)
            throw new ArgumentException(
                "This model edits pictures by instruction, which this version cannot do: take another model.");
        var size = (Width: request.Width ?? request.InitialPicture?.Width ?? model.DefaultSize,
            Height: request.Height ?? request.InitialPicture?.Height ?? model.DefaultSize);
        CheckSize(size.Width, size.Height, model.SizeFactor);
        CheckPictures(request, size.Width, size.Height);
        CheckControls(request.Controls, size.Width, size.Height);
        return size;
    }

    static void CheckSkipLayers(double scale, DiffusionModel model)
    {
        if (!(scale >= 0 && scale <= MaxGuidance))
            throw new ArgumentException(
                $"A skip-layer scale of {scale} cannot be: take 0 to {MaxGuidance}; 0 is off, 2.5 is usual.");
        if (scale > 0 && model.Family.SkipLayers(model.Source) is null)
            throw new ArgumentException(
                $"{model.Family.NameOf(model.Source)} knows no skip-layer guidance, only SD 3.5 Medium does: leave it "
                    + "out.");
    }

    static void CheckSize(int width, int height, int factor)
    {
        if (width < factor || height < factor || width % factor != 0 || height % factor != 0)
            throw new ArgumentException(
                $"{width} x {height} pixels cannot be: this model paints multiples of {factor}, "
                + $"such as {Nearest(width, factor)} x {Nearest(height, factor)}.");
        if (width > MaxEdge || height > MaxEdge || (long)width * height > MaxPixels)
            throw new ArgumentException(
                $"{width} x {height} pixels are too many: an edge has at most {MaxEdge}, a picture at most "
                + $"{MaxPixels}.");
    }

    static void CheckPictures(GenerationRequest request, int width, int height)
    {
        if (request.InitialPicture is not { } initial)
        {
            if (request.Mask is not null)
                throw new ArgumentException(
                    "A mask was given without a picture: give the picture whose masked part shall be painted anew.");
            return;
        }
        if (!(request.Strength is > 0 and <= 1))
            throw new ArgumentException($"A strength of {request.Strength} cannot be: take more than 0, at most 1.");
        if ((initial.Width, initial.Height) != (width, height))
            throw new ArgumentException(
                $"The initial picture has {initial.Width} x {initial.Height} pixels, {width} x {height} are to be "
                    + "painted: scale it to that first.");
        if (request.Mask is { } mask && (mask.Width, mask.Height) != (width, height))
            throw new ArgumentException(
                $"The mask has {mask.Width} x {mask.Height} pixels, its picture {width} x {height}: they must be of "
                    + "one size.");
    }

    static void CheckControls(IReadOnlyList<ControlUse> controls, int width, int height)
    {
        if (controls.Count > MaxControls)
            throw new ArgumentException(
                $"{controls.Count} ControlNets were given: at most {MaxControls} are possible.");
        foreach (var (path, picture) in controls.Select(control => (control.Path, control.Picture)))
            if ((picture.Width, picture.Height) != (width, height))
                throw new ArgumentException(
                    $"The picture for the ControlNet {path} has {picture.Width} x {picture.Height} pixels, {width} x "
                        + $"{height} are to be painted: scale it to that first.");
        foreach (var control in controls)
            if (!(control.Strength is >= 0 and <= 2 && control.Start >= 0 && control.Start < control.End
                && control.End <= 1))
                throw new ArgumentException(
                    $"The ControlNet {control.Path} cannot guide from {control.Start} to {control.End} at strength "
                        + $"{control.Strength}: give 0 <= start < end <= 1 and a strength of 0 to 2.");
    }

    static void Within(int value, int least, int most, string what)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{value} {what}: from {least} to {most} are possible.");
    }

    static long Nearest(int length, int factor) =>
        Math.Clamp(((long)length + factor / 2) / factor, 1, Math.Max(1, MaxEdge / factor)) * factor;
}

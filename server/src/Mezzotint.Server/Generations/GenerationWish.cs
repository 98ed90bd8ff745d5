using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Generations;

/// <summary>What a request asks for, in the catalogue's words.</summary>
static class GenerationWish
{
    public const string TextToImage = "text-to-image";
    public const string ImageToImage = "image-to-image";
    public const string Inpaint = "inpaint";

    const int PromptLengthMax = 10_000;

    /// <summary>The first field that cannot be; null where all can.</summary>
    public static Problem? Check(CreateGenerationRequest request)
    {
        static bool Within(int? value, int least, int most) => value is null || (value >= least && value <= most);
        if (request.Prompt.Length > PromptLengthMax)
            return Problem.BadRequest("prompt",
                $"The prompt has {request.Prompt.Length} characters, at most {PromptLengthMax} are read.");
        if (request.NegativePrompt?.Length > PromptLengthMax)
            return Problem.BadRequest("negativePrompt", "The negative prompt has "
                + $"{request.NegativePrompt.Length} characters, at most {PromptLengthMax} are read.");
        if (Texts(request).FirstOrDefault(text => text.Value?.Contains('\0') == true).Field is { } field)
            return Problem.BadRequest(field, "It has the character U+0000, which no text can keep: leave it out.");
        if (!Within(request.Count, 1, ImageRequest.MaxCount))
            return Problem.BadRequest("count", $"count is {request.Count}, it goes from 1 to {ImageRequest.MaxCount}.");
        if (!Within(request.Width, 1, ImageRequest.MaxSidePixels))
            return Problem.BadRequest("width",
                $"width is {request.Width}, it goes from 1 to {ImageRequest.MaxSidePixels}.");
        if (!Within(request.Height, 1, ImageRequest.MaxSidePixels))
            return Problem.BadRequest("height",
                $"height is {request.Height}, it goes from 1 to {ImageRequest.MaxSidePixels}.");
        if ((request.Width is null) != (request.Height is null))
            return Problem.BadRequest("width", "width and height are given together or not at all.");
        if (!Within(request.Steps, 1, ImageRequest.MaxSteps))
            return Problem.BadRequest("steps", $"steps is {request.Steps}, it goes from 1 to {ImageRequest.MaxSteps}.");
        if (request.GuidanceScale is < 1 or > 100)
            return Problem.BadRequest("guidanceScale",
                $"guidanceScale is {request.GuidanceScale}, it goes from 1 to 100.");
        if (request.Seed is < 0 or > uint.MaxValue)
            return Problem.BadRequest("seed", $"seed is {request.Seed}, it goes from 0 to {uint.MaxValue}.");
        if (request.Mask is not null && request.Image is null)
            return Problem.BadRequest("mask", "A mask needs the picture that it belongs to: give its id as image.");
        if (request.Strength is not null && request.Image is null)
            return Problem.BadRequest("strength", "strength needs a picture to start from: give its id as image.");
        if (request.Strength is { } strength && !(strength > 0 && strength <= 1))
            return Problem.BadRequest("strength", $"strength is {strength}, it goes from above 0 to 1.");
        return request.Format is "png" or "jpeg" or "webp" ? AddOnFields.Check(request)
            : Problem.BadRequest("format", $"There is no format '{request.Format}': choose png, jpeg or webp.");
    }

    /// <summary>The operation that a request names, or that its pictures say.</summary>
    public static string OperationOf(CreateGenerationRequest request) => request.Operation
        ?? (request.Mask is not null ? Inpaint : request.Image is not null ? ImageToImage : TextToImage);

    /// <summary>The model that a request names, or the first that does its operation; null where none does.</summary>
    public static Model? ModelOf(CreateGenerationRequest request, Operation? operation, OfferCatalogue catalogue)
    {
        if (request.Model is { } named)
            return catalogue.FindModel(named);
        var able = catalogue.Models.Where(model => model.Does(operation?.Work ?? Work.Paint)).ToList();
        var usable = able.Where(model => model.Available).ToList();
        // Who says what to look for wants a model that looks for it.
        return usable.FirstOrDefault(model => (model.Kind == ModelKind.Finder) == (request.Prompt is not ""))
            ?? usable.FirstOrDefault() ?? able.FirstOrDefault();
    }

    /// <summary>As plans and prices look at it.</summary>
    /// <param name="request">The request, checked.</param>
    /// <param name="catalogue">What there is.</param>
    /// <param name="image">The picture that it starts from, which says the size where the request does not.</param>
    public static ImageRequest Of(
        CreateGenerationRequest request, OfferCatalogue catalogue, StartingPicture? image = null)
    {
        var operation = catalogue.FindOperation(OperationOf(request));
        var model = ModelOf(request, operation, catalogue);
        var (width, height) = Size(request, operation?.Work ?? Work.Paint, image, model);
        return new ImageRequest
        {
            Operation = OperationOf(request),
            Model = request.Model ?? model?.Key,
            WidthPixels = width,
            HeightPixels = height,
            Steps = request.Steps ?? 0,
            Count = request.Count,
            AddOns = AddOnFields.Of(request),
            Parameters = [.. Parameters(request)],
            IsFromApi = true,
        };
    }

    /// <summary>Of the result, in pixels; 0 where the model decides.</summary>
    static (int Width, int Height) Size(
        CreateGenerationRequest request, Work work, StartingPicture? image, Model? model)
    {
        if (work == Work.Paint || image is null)
            return (request.Width ?? image?.PaintedWidth ?? 0, request.Height ?? image?.PaintedHeight ?? 0);
        var factor = model?.Factor ?? 1;
        return (Most(image.Width), Most(image.Height));

        // Larger than anything that is priced is refused for its size all the same.
        int Most(int length) => (int)Math.Min((long)length * factor, ImageRequest.MaxSidePixels);
    }

    static (string Field, string? Value)[] Texts(CreateGenerationRequest request) =>
    [
        ("prompt", request.Prompt), ("negativePrompt", request.NegativePrompt), ("model", request.Model),
        ("sampler", request.Sampler), ("scheduler", request.Scheduler), ("operation", request.Operation),
    ];

    static IEnumerable<Parameter> Parameters(CreateGenerationRequest request)
    {
        if (request.NegativePrompt is { Length: > 0 })
            yield return Parameter.NegativePrompt;
        if (request.Seed is not null)
            yield return Parameter.Seed;
        if (request.Steps is not null)
            yield return Parameter.Steps;
        if (request.GuidanceScale is not null)
            yield return Parameter.Guidance;
        if (request.Sampler is not null)
            yield return Parameter.Sampler;
        if (request.Scheduler is not null)
            yield return Parameter.Scheduler;
        if (request.Loras is not null and not [] || PromptNames.Loras(request.Prompt).Any())
            yield return Parameter.Lora;
        if (request.Control is not null and not [])
            yield return Parameter.Other;
        if (request.Image is not null && request.Operation is null or ImageToImage or Inpaint)
            yield return Parameter.Strength; // given or left out, it is what a picture is started from with
    }
}

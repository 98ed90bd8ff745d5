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
        if (string.IsNullOrWhiteSpace(request.Prompt))
            return Problem.BadRequest("prompt", "The prompt is empty: say what the picture shows.");
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
        return request.Format is "png" or "jpeg" or "webp" ? null
            : Problem.BadRequest("format", $"There is no format '{request.Format}': choose png, jpeg or webp.");
    }

    /// <summary>As plans and prices look at it.</summary>
    /// <param name="request">The request, checked.</param>
    /// <param name="catalogue">What there is.</param>
    /// <param name="image">The picture that it starts from, which says the size where the request does not.</param>
    public static ImageRequest Of(
        CreateGenerationRequest request, OfferCatalogue catalogue, StartingPicture? image = null) => new()
        {
            Operation = request.Mask is not null ? Inpaint : request.Image is not null ? ImageToImage : TextToImage,
            Model = request.Model
                ?? (catalogue.Models.FirstOrDefault(model => model.Available) ?? catalogue.Models[0]).Key,
            WidthPixels = request.Width ?? image?.PaintedWidth ?? 0,
            HeightPixels = request.Height ?? image?.PaintedHeight ?? 0,
            Steps = request.Steps ?? 0,
            Count = request.Count,
            Parameters = [.. Parameters(request)],
            IsFromApi = true,
        };

    static (string Field, string? Value)[] Texts(CreateGenerationRequest request) =>
    [
        ("prompt", request.Prompt), ("negativePrompt", request.NegativePrompt), ("model", request.Model),
        ("sampler", request.Sampler), ("scheduler", request.Scheduler),
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
        if (request.Image is not null)
            yield return Parameter.Strength; // given or left out, it is what a picture is started from with
    }
}

using Mezzotint.Catalogue;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Generations;

/// <summary>What the fields of a request must say for the work of its operation.</summary>
static class WorkFields
{
    /// <summary>The first field that the operation needs or has no use for; null where all is well, and where the
    /// catalogue has no such operation, which is refused elsewhere.</summary>
    public static Problem? Check(CreateGenerationRequest request, OfferCatalogue catalogue)
    {
        var key = GenerationWish.OperationOf(request);
        return catalogue.FindOperation(key) is not { } operation ? null
            : operation.Work == Work.Paint ? CheckPainting(request, operation)
            : CheckPicture(request, operation) ?? CheckText(request, operation, catalogue);
    }

    static Problem? CheckPainting(CreateGenerationRequest request, Operation operation)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            return Problem.BadRequest("prompt", "The prompt is empty: say what the picture shows.");
        if (request.Operation is null || !operation.Available)
            return null;
        var said = GenerationWish.OperationOf(request with { Operation = null });
        return operation.Key == said ? null : Problem.BadRequest("operation",
            $"operation is '{operation.Key}', and the other fields say {said}: leave operation out, or give the image "
            + "and the mask that it needs.");
    }

    /// <summary>What is made of a picture that is there needs it, and nothing that only paintings have.</summary>
    static Problem? CheckPicture(CreateGenerationRequest request, Operation operation)
    {
        if (request.Image is null)
            return Problem.BadRequest("image",
                $"'{operation.Key}' needs a picture: give the id of an upload or of an image.");
        if (request.Count != 1)
            return Problem.BadRequest("count", $"count is {request.Count}, '{operation.Key}' makes one: leave it out.");
        if (Painting(request).FirstOrDefault(field => field.IsGiven).Name is { } name)
            return Problem.BadRequest(name, $"'{operation.Key}' has no use for {name}: leave it out.");
        return operation.Work == Work.CutOut && request.Format == "jpeg"
            ? Problem.BadRequest("format", "JPEG knows nothing transparent: choose png or webp.") : null;
    }

    static Problem? CheckText(CreateGenerationRequest request, Operation operation, OfferCatalogue catalogue)
    {
        var hasText = !string.IsNullOrWhiteSpace(request.Prompt);
        if (GenerationWish.ModelOf(request, operation, catalogue) is not { } model)
            return null;
        if (model.Kind == ModelKind.Finder)
            return hasText ? null
                : Problem.BadRequest("prompt", $"{model.Title} finds what a text says: say it as prompt.");
        return !hasText ? null : Problem.BadRequest("prompt",
            $"'{operation.Key}' with {model.Title} takes no text: leave the prompt out.");
    }

    static (string Name, bool IsGiven)[] Painting(CreateGenerationRequest request) =>
    [
        ("negativePrompt", request.NegativePrompt is { Length: > 0 }), ("width", request.Width is not null),
        ("steps", request.Steps is not null), ("guidanceScale", request.GuidanceScale is not null),
        ("sampler", request.Sampler is not null), ("scheduler", request.Scheduler is not null),
        ("seed", request.Seed is not null), ("mask", request.Mask is not null),
        ("strength", request.Strength is not null), ("loras", request.Loras is not null and not []),
        ("control", request.Control is not null and not []),
    ];
}

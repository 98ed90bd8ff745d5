using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Generations;

/// <summary>The fields of a request that name LoRAs and ControlNets, and the names in its prompts.</summary>
static class AddOnFields
{
    const int LorasMost = 16;
    const int ControlsMost = 4;
    const double WeightMost = 10;
    const double StrengthMost = 2;

    static readonly string[] Preprocessors = ["none", "canny", "scribble", "tile"];

    /// <summary>The first field that cannot be; null where all can.</summary>
    public static Problem? Check(CreateGenerationRequest request) => CheckLoras(request) ?? CheckControl(request);

    /// <summary>The LoRAs and ControlNets that a request names, and where.</summary>
    public static IReadOnlyList<AskedAddOn> Of(CreateGenerationRequest request) =>
    [
        .. (request.Loras ?? []).Select((lora, index) =>
            new AskedAddOn(AddOnKind.Lora, lora.Name, $"loras[{index}].name")),
        .. PromptNames.Loras(request.Prompt).Select(tag => new AskedAddOn(AddOnKind.Lora, tag.Lora!.Name, "prompt")),
        .. (request.Control ?? []).Select((control, index) =>
            new AskedAddOn(AddOnKind.ControlNet, control.Model, $"control[{index}].model")),
    ];

    /// <summary>The embeddings whose names stand in the prompts; other names are words as any.</summary>
    public static IEnumerable<AskedAddOn> Embeddings(
        CreateGenerationRequest request, OfferCatalogue catalogue, Plan plan, Model? model) =>
        from addOn in catalogue.AddOnsFor(AddOnKind.Embedding, plan, model)
        where PromptNames.Has(request.Prompt, addOn.Key) || PromptNames.Has(request.NegativePrompt ?? "", addOn.Key)
        select new AskedAddOn(addOn.Kind, addOn.Key, "prompt");

    static Problem? CheckLoras(CreateGenerationRequest request)
    {
        var (listed, named) = (request.Loras ?? [], PromptNames.Loras(request.Prompt).ToList());
        if (listed.Count + named.Count > LorasMost)
            return Problem.BadRequest(listed.Count > 0 ? "loras" : "prompt",
                $"The request names {listed.Count + named.Count} LoRAs, at most {LorasMost} are applied: drop some.");
        foreach (var (index, lora) in listed.Index())
            if (lora is null)
                return Problem.BadRequest($"loras[{index}]", "It is null: give an object with name and weight.");
            else if (string.IsNullOrWhiteSpace(lora.Name))
                return Problem.BadRequest($"loras[{index}].name", "The name is empty: give the key of a LoRA.");
            else if (!IsWithin(lora.Weight, -WeightMost, WeightMost))
                return Problem.BadRequest($"loras[{index}].weight",
                    $"weight is {lora.Weight}, it goes from -{WeightMost} to {WeightMost}.");
        return named.Find(tag => tag.Lora is null || !IsWithin(tag.Lora.Weight, -WeightMost, WeightMost)) is
            { Tag: { } wrong } ? Problem.BadRequest("prompt", $"{wrong} has a weight that cannot be: write a number "
                + $"from -{WeightMost} to {WeightMost}, such as <lora:name:0.8>.") : null;
    }

    static Problem? CheckControl(CreateGenerationRequest request)
    {
        var controls = request.Control ?? [];
        if (controls.Count > ControlsMost)
            return Problem.BadRequest("control",
                $"The request has {controls.Count} ControlNets, at most {ControlsMost} guide together: drop some.");
        return controls.Select((control, index) => Check(control, $"control[{index}]")).FirstOrDefault(
            fault => fault is not null);
    }

    static Problem? Check(RequestedControl? control, string path) => control switch
    {
        null => Problem.BadRequest(path, "It is null: give an object with model and image."),
        { Model: null or "" } =>
            Problem.BadRequest($"{path}.model", "The model is empty: give the key of a ControlNet."),
        _ when !Preprocessors.Contains(control.Preprocess) => Problem.BadRequest($"{path}.preprocess",
            $"There is no preprocessor '{control.Preprocess}': choose {string.Join(", ", Preprocessors)}."),
        _ when !IsWithin(control.Strength, 0, StrengthMost) => Problem.BadRequest($"{path}.strength",
            $"strength is {control.Strength}, it goes from 0 to {StrengthMost}."),
        _ when !IsWithin(control.Start, 0, 1) =>
            Problem.BadRequest($"{path}.start", $"start is {control.Start}, it goes from 0 to 1."),
        _ when !IsWithin(control.End, 0, 1) =>
            Problem.BadRequest($"{path}.end", $"end is {control.End}, it goes from 0 to 1."),
        _ when control.Start >= control.End => Problem.BadRequest($"{path}.start",
            $"start is {control.Start}, end {control.End}: it must begin before it ends."),
        _ => null,
    };

    static bool IsWithin(double value, double least, double most) => value >= least && value <= most;
}

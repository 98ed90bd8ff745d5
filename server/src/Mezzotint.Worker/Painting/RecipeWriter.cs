using System.Reflection;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Worker.Painting;

/// <summary>Writes the recipe that makes a picture again.</summary>
public static class RecipeWriter
{
    /// <summary>This program's name and version.</summary>
    public static string Program { get; } = $"mezzotint {Version()}";

    /// <summary>What every picture's recipe says.</summary>
    /// <param name="request">What was asked of the engine.</param>
    /// <param name="generated">What came of it.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="modelHash">The first digits of its file's hash.</param>
    public static Recipe Write(
        GenerationRequest request, GeneratedPicture generated, string model, string modelHash) =>
        new Recipe(request.Prompt, request.Negative)
            .With(RecipeNames.Steps, request.Steps)
            .With(RecipeNames.Sampler, SamplerLabel(request.Sampler))
            .With(RecipeNames.Scheduler, ScheduleLabel(request.Scheduler))
            .With(RecipeNames.GuidanceScale, request.GuidanceScale)
            .With(RecipeNames.Seed, generated.Seed)
            .With(RecipeNames.Size, $"{generated.Picture.Width}x{generated.Picture.Height}")
            .With(RecipeNames.ModelHash, modelHash)
            .With(RecipeNames.Model, model);

    /// <summary>The name by which other programs know the sampler.</summary>
    static string SamplerLabel(string name) =>
        SamplerNames.All.First(label => SamplerNames.Find(label) == SamplerNames.Find(name));

    /// <summary>Words with capitals, as other programs write them: "sgm_uniform" is "SGM Uniform".</summary>
    static string ScheduleLabel(string name)
    {
        var known = ScheduleNames.All.First(other => ScheduleNames.Find(other) == ScheduleNames.Find(name));
        return string.Join(' ', known.Split('_').Select(word => word.Length <= 3 || word is "ddim" or "ddpm"
            ? word.ToUpperInvariant() : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    /// <summary>The version without the commit behind its plus sign.</summary>
    static string Version() => typeof(RecipeWriter).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

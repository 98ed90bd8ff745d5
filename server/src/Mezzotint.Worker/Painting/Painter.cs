using Mezzotint.Contracts.Jobs;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Worker.Painting;

/// <summary>Does jobs that paint: from words to the bytes of a picture's file.</summary>
sealed class Painter(PipelineCache models, AddOnFiles files)
{
    /// <summary>About how many of a picture's steps show what it looks like.</summary>
    const int Previews = 10;

    /// <summary>Paints; the same job gives the same bytes.</summary>
    /// <param name="job">What to paint.</param>
    /// <param name="pictures">What to start from.</param>
    /// <param name="progress">Is told of each step, of some with a preview.</param>
    /// <param name="cancellation">Stops within a step.</param>
    public (byte[] File, int Width, int Height) Do(
        ImageJob job, JobPictures pictures, Action<GenerationProgress> progress, CancellationToken cancellation)
    {
        var model = models.Get(job.Model);
        var request = ControlReader.Read(
            StartReader.Read(Request(job, model.Pipeline), job, pictures, model.Pipeline.SizeFactor), job, pictures,
            (model.Pipeline.SizeFactor, files));
        var generated = model.Pipeline.Generate(request, new StepReport(progress), cancellation)[0];
        var picture = generated.Picture;
        var recipe = Recipe(job, request, generated, model).With(RecipeNames.Version, RecipeWriter.Program);
        var file = JobFormat.Encode(new Pixels(picture.Width, picture.Height, 3, picture.Rgb), job,
            new ImageMetadata(RecipeText.Write(recipe), IsGenerated: true));
        return (file, picture.Width, picture.Height);
    }

    /// <summary>What is asked of the engine, pictures left out. Names in the prompt mean what the job lists.</summary>
    GenerationRequest Request(ImageJob job, Pipeline pipeline)
    {
        var usual = pipeline.Defaults;
        var steps = job.Steps ?? usual.Steps;
        var (prompt, tags) = LoraTags.Take(job.Prompt);
        return new GenerationRequest(prompt)
        {
            Negative = job.NegativePrompt,
            Width = job.Width,
            Height = job.Height,
            Steps = steps,
            GuidanceScale = job.GuidanceScale ?? usual.GuidanceScale,
            Sampler = job.Sampler ?? usual.Sampler,
            Scheduler = job.Scheduler ?? usual.Scheduler,
            Seed = job.Seed,
            PreviewEvery = Math.Max(1, steps / Previews),
            Loras =
            [
                .. job.Loras.Select(lora => new LoraUse(files.Find(job, JobAddOn.Lora, lora.Name), lora.Weight)),
                .. tags.Select(tag => new LoraUse(files.Find(job, JobAddOn.Lora, tag.Name), tag.Multiplier)),
            ],
            Embeddings = files.All(job, JobAddOn.Embedding),
        };
    }

    Recipe Recipe(ImageJob job, GenerationRequest request, GeneratedPicture generated, LoadedModel model)
    {
        var recipe = RecipeWriter.Write(request with { Prompt = job.Prompt }, generated, model.Name, model.Hash)
            .With(RecipeNames.InitHash, job.Image?[..ModelShelf.HashDigits])
            .With(RecipeNames.MaskHash, job.Mask?[..ModelShelf.HashDigits])
            .With(RecipeNames.Strength, request.InitialPicture is null ? null : $"{request.Strength}");
        var used = model.Pipeline.AddOns(request).Select(addOn => (addOn, Digits(addOn.Path))).ToList();
        AddOnText.Write(recipe, job.Loras.Select(lora => (lora.Name, lora.Weight)), used);
        foreach (var (index, control) in job.Controls.Index())
            AddOnText.Write(recipe, index, new ControlText(control.Model, Digits(request.Controls[index].Path))
            {
                Module = control.Preprocess,
                Strength = control.Strength,
                Start = control.Start,
                End = control.End,
                ImageHash = control.Image[..ModelShelf.HashDigits],
            });
        return recipe;
    }

    string Digits(string path) => files.Hash(path)[..ModelShelf.HashDigits];
}

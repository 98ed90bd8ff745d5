using Mezzotint.Contracts.Jobs;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Worker.Painting;

/// <summary>Does jobs that make a mask of a picture, or leave of it what the mask shows.</summary>
sealed class Masking(AddOnFiles files)
{
    /// <summary>The mask or the cut-out as a file.</summary>
    public (byte[] File, int Width, int Height) Do(ImageJob job, byte[] source)
    {
        var path = ModelShelf.Find(job.Model, "masks");
        using var masker = PictureMasker.Open(path);
        var pixels = ImageDecoder.Decode(source, "The picture");
        var picture = new Picture(pixels.Width, pixels.Height, pixels.Samples);
        var levels = masker.Make(picture, job.Prompt.Length > 0 ? job.Prompt : null).Levels;
        var hash = files.Hash(path)[..ModelShelf.HashDigits];
        var isMask = job.Work == JobWork.Mask;
        var made = isMask ? new Pixels(pixels.Width, pixels.Height, 1, levels) : CutOut.Make(picture, levels);
        return (JobFormat.Encode(made, job, isMask ? OfMask(job, hash) : OfCutOut(job, source, hash)),
            made.Width, made.Height);
    }

    /// <summary>A mask is another picture than the one that it is of.</summary>
    static ImageMetadata OfMask(ImageJob job, string hash) => new(RecipeText.Write(new Recipe(job.Prompt)
        .With(RecipeNames.ModelHash, hash).With(RecipeNames.Model, job.Model)
        .With(RecipeNames.InitHash, job.Image![..ModelShelf.HashDigits])
        .With(RecipeNames.Version, RecipeWriter.Program)), IsGenerated: true);

    static ImageMetadata OfCutOut(ImageJob job, byte[] source, string hash) => DerivedRecipe.Of(source, recipe => recipe
        .With(RecipeNames.CutOut, job.Prompt.Length > 0 ? $"{job.Model}, {job.Prompt}" : job.Model)
        .With(RecipeNames.CutOutHash, hash));
}

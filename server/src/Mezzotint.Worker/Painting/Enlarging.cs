using Mezzotint.Contracts.Jobs;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Worker.Painting;

/// <summary>Does jobs that make a picture larger.</summary>
sealed class Enlarging(AddOnFiles files)
{
    /// <summary>Progress is told in parts of this many.</summary>
    const int Parts = 100;

    /// <summary>The larger picture as a file, with the recipe of the smaller one if it has any.</summary>
    public (byte[] File, int Width, int Height) Do(
        ImageJob job, byte[] source, Action<GenerationProgress> progress, CancellationToken cancellation)
    {
        var path = ModelShelf.Find(job.Model, "upscalers");
        using var upscaler = PictureUpscaler.Open(path);
        var pixels = ImageDecoder.Decode(
            source, "The picture to enlarge", new DecodeOptions { Layout = PixelLayout.Rgba });
        var large = PictureEnlarger.Enlarge(upscaler, pixels, PictureEnlarger.DefaultTile,
            share => progress(new GenerationProgress(0, (int)(share * Parts), Parts, null)), cancellation);
        var metadata = DerivedRecipe.Of(source, recipe => recipe
            .With(RecipeNames.Size, $"{large.Width}x{large.Height}")
            .With(RecipeNames.UpscaleFactor, upscaler.Factor).With(RecipeNames.Upscaler, job.Model)
            .With(RecipeNames.UpscalerHash, files.Hash(path)[..ModelShelf.HashDigits]));
        return (JobFormat.Encode(large, job, metadata), large.Width, large.Height);
    }
}

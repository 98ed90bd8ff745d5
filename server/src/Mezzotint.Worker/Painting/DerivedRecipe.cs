using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Worker.Painting;

/// <summary>The recipe of a picture that was made of another.</summary>
static class DerivedRecipe
{
    /// <summary>The other's recipe, if it has any, with what was done to it; it says no more than the other whether
    /// it was generated.</summary>
    /// <param name="source">The other picture's file.</param>
    /// <param name="add">Adds what was done.</param>
    public static ImageMetadata Of(byte[] source, Func<Recipe, Recipe> add)
    {
        var metadata = ImageDecoder.ReadMetadata(source, "The picture");
        var recipe = metadata.Recipe is { } text ? RecipeText.Read(text) : new Recipe("");
        return metadata with
        {
            Recipe = RecipeText.Write(add(recipe).With(RecipeNames.Version, RecipeWriter.Program)),
        };
    }
}

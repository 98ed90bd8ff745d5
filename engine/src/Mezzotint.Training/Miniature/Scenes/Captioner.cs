using Mezzotint.Training.Miniature.Scenes.Captions;

namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>Puts scenes into words.</summary>
public static class Captioner
{
    /// <summary>Every word that a caption may hold, sorted; each is of lower-case letters only.</summary>
    public static IReadOnlyList<string> Vocabulary { get; } =
    [
        .. Lexicon.Phrases
            .SelectMany(phrase => phrase.Split(' '))
            .Where(word => word != "#")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A caption of a scene: words, spaces and commas.</summary>
    /// <param name="scene">What to speak of.</param>
    /// <param name="random">Decides wording, order and what is left unsaid.</param>
    /// <param name="dropProbability">
    /// How likely each of colour, hill colour, place, time and position is left unsaid, 0..1. The subject and the count
    /// are always named; a style other than the flat one is left unsaid a quarter as often, so that none means flat.
    /// </param>
    public static string Describe(SceneDescription scene, Random random, float dropProbability) =>
        new Wording(scene, random, dropProbability).Caption();
}

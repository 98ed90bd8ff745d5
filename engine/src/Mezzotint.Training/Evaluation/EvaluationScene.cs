using Mezzotint.Training.Miniature;
using Mezzotint.Training.Miniature.Scenes;
using Mezzotint.Training.Miniature.Scenes.Captions;

namespace Mezzotint.Training.Evaluation;

/// <summary>A scene that is asked for.</summary>
/// <param name="Scene">What the picture should show.</param>
/// <param name="Prompt">Its caption, from which no attribute was dropped.</param>
/// <param name="Seed">The seed that the picture is made with.</param>
sealed record EvaluationScene(SceneDescription Scene, string Prompt, long Seed)
{
    const int FirstScene = 1_000_000;

    /// <summary>The scenes of every evaluation: held-out ones, always the same in the same order.</summary>
    public static IEnumerable<EvaluationScene> Draw(int count)
    {
        for (var seed = 0; seed < count; seed++)
        {
            var scene = SceneSampler.HeldOut.Draw(FirstScene + seed);
            yield return new(scene, Captioner.Describe(scene, new Random(Seeds.Mix(FirstScene, seed)), 0), seed);
        }
    }

    /// <summary>
    /// Whether the prompt names a trait. Captions may leave the flat style and the middle unsaid, never say where
    /// several subjects stand, and speak of a hill's colour only where there is a hill.
    /// </summary>
    public bool Names(SceneTrait trait) =>
        trait == SceneTrait.Hill ? Scene.HillColor is not null
        : trait == SceneTrait.Position ? Scene.Count == 1 && Says(Lexicon.Positions[(int)Scene.Position])
        : trait != SceneTrait.Style || Says(
            [.. Lexicon.Styles[(int)Scene.Style].Openings, .. Lexicon.Styles[(int)Scene.Style].Additions]);

    bool Says(string[] phrases) => phrases.Any(phrase => Prompt.Contains(phrase, StringComparison.Ordinal));
}

using Mezzotint.Tensors;
using Mezzotint.Training.Miniature;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Evaluation;

/// <summary>Drawn pictures that a detector learns from, each softened in its own way.</summary>
/// <param name="Pictures">(B, S, S, 3) in [-1, 1].</param>
/// <param name="Scenes">What they show.</param>
readonly record struct DetectorSamples(Tensor Pictures, SceneDescription[] Scenes)
{
    /// <summary>
    /// Drawn pixels to one that the detector sees, each way: the miniature's pictures are twice its input.
    /// </summary>
    public const int Reduction = 2;

    /// <summary>The samples of a step: each step draws pictures of its own.</summary>
    /// <param name="step">Decides all.</param>
    /// <param name="count">Number of pictures, B.</param>
    /// <param name="size">Width and height, S.</param>
    public static DetectorSamples Draw(int step, int count, int size)
    {
        var pictures = new Tensor(new Shape(count, size, size, 3));
        var scenes = new SceneDescription[count];
        Threads.For(count, i =>
        {
            var random = new Random(Seeds.Mix(step, i));
            scenes[i] = Scene(random, isHeldOut: i % 2 == 1);
            var picture = ScenePainter.Paint(scenes[i], Reduction * size);
            var farthest = Reduction * size / 24;
            var target = pictures.Rows(i, 1).Span;
            DetectorInput.Write(
                picture, target, size, random.Next(-farthest, farthest + 1), random.Next(-farthest, farthest + 1));
            Softening.Draw(random).Apply(target, size, random);
        });
        return new(pictures, scenes);
    }

    /// <summary>The label of each picture.</summary>
    public int[] Labels(SceneTrait trait) => Array.ConvertAll(Scenes, scene => trait.Label(scene));

    /// <summary>
    /// A scene of one kind of subject: which of two is the first cannot be seen. The detector judges and does not
    /// generate, so it may know the combinations that are held out.
    /// </summary>
    public static SceneDescription Scene(Random random, bool isHeldOut) =>
        (isHeldOut ? SceneSampler.HeldOut : SceneSampler.Training).Draw(random) with { Companion = null };
}

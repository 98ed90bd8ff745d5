namespace Mezzotint.Training.Evaluation;

/// <summary>How often a trait was right.</summary>
/// <param name="Trait">The trait's name.</param>
/// <param name="Right">Pictures that show the value that was asked for.</param>
/// <param name="Total">Pictures whose prompt names the trait.</param>
public sealed record TraitScore(string Trait, int Right, int Total)
{
    /// <summary>The part that is right, 0 to 1; 1 where nothing was asked for.</summary>
    public double Share => Total == 0 ? 1 : (double)Right / Total;

    /// <summary>The scores of several traits in one.</summary>
    public static TraitScore Sum(IEnumerable<TraitScore> scores) => scores.Aggregate(
        new TraitScore("all", 0, 0), (sum, score) => sum with
        {
            Right = sum.Right + score.Right,
            Total = sum.Total + score.Total,
        });
}

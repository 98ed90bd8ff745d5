using System.Globalization;
using System.Text.Json;

namespace Mezzotint.Training.Evaluation;

/// <summary>
/// How well pictures show what their prompts name, and how far the detector that says so can be trusted.
/// </summary>
public sealed record EvaluationReport
{
    const int ConfusionsShown = 12;

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>All named traits of all generated pictures together.</summary>
    public TraitScore Overall => TraitScore.Sum(Generated);

    /// <summary>The generated pictures' scores, trait by trait.</summary>
    public required IReadOnlyList<TraitScore> Generated { get; init; }

    /// <summary>The scores that drawn pictures of the same scenes get: the detector's own accuracy.</summary>
    public required IReadOnlyList<TraitScore> Drawn { get; init; }

    /// <summary>The same for drawn pictures made as soft and noisy as generated ones may be.</summary>
    public required IReadOnlyList<TraitScore> Softened { get; init; }

    /// <summary>The generated pictures' mistakes, the most frequent first.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>Every generated picture.</summary>
    public required IReadOnlyList<JudgedPicture> Pictures { get; init; }

    /// <summary>The report as JSON, whose bytes are the same whenever the pictures are.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The scores as a table, then the most frequent confusions.</summary>
    public override string ToString() => string.Join('\n',
    [
        ScoreTable.Of(("generated", Generated), ("drawn", Drawn), ("drawn, softened", Softened)),
        .. Confusions.Take(ConfusionsShown).Select(confusion => string.Create(CultureInfo.InvariantCulture,
            $"{confusion.Count,3} x {confusion.Mistake.Trait}: {confusion.Mistake.Asked} looks "
                + $"{confusion.Mistake.Seen}")),
    ]);
}

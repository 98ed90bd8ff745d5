using System.Globalization;
using System.Text;

namespace Mezzotint.Training.Evaluation;

/// <summary>Scores side by side, for people.</summary>
static class ScoreTable
{
    /// <summary>A line for each trait and one for all of them: right, total and share in each column.</summary>
    /// <param name="columns">A heading and the scores below it; all of the same traits.</param>
    public static string Of(params (string Heading, IReadOnlyList<TraitScore> Scores)[] columns)
    {
        var table = new StringBuilder().Append(' ', 10);
        foreach (var (heading, _) in columns)
            table.Append(CultureInfo.InvariantCulture, $"{heading,20}");
        var rows = columns.Select(column => column.Scores.Append(TraitScore.Sum(column.Scores)).ToArray()).ToArray();
        for (var i = 0; i < rows[0].Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"\n{rows[0][i].Trait,-10}");
            foreach (var row in rows)
                table.Append(CultureInfo.InvariantCulture, $"{$"{row[i].Right}/{row[i].Total}",11}{row[i].Share,9:P1}");
        }
        return table.ToString();
    }
}

using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Evaluation;

/// <summary>Counts what is right and what is confused, picture by picture.</summary>
sealed class ScoreSheet
{
    readonly int[] _right = new int[SceneTrait.All.Count];
    readonly int[] _total = new int[SceneTrait.All.Count];
    readonly List<Mistake> _mistakes = [];

    /// <summary>The scores so far, in the order of <see cref="SceneTrait.All"/>.</summary>
    public IReadOnlyList<TraitScore> Scores =>
        [.. SceneTrait.All.Select((trait, i) => new TraitScore(trait.Name, _right[i], _total[i]))];

    /// <summary>The mistakes made more often than others first; equal ones in the order of their names.</summary>
    public IReadOnlyList<Confusion> Confusions =>
    [
        .. _mistakes.GroupBy(mistake => mistake)
            .Select(group => new Confusion(group.Key, group.Count()))
            .OrderByDescending(confusion => confusion.Count)
            .ThenBy(confusion => confusion.Mistake.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>Counts a picture's named traits.</summary>
    /// <param name="asked">What the picture should show.</param>
    /// <param name="seen">The label that was seen of each of <see cref="SceneTrait.All"/>.</param>
    /// <returns>What is wrong.</returns>
    public IReadOnlyList<Mistake> Add(EvaluationScene asked, IReadOnlyList<int> seen)
    {
        List<Mistake> mistakes = [];
        foreach (var (i, trait) in SceneTrait.All.Index().Where(indexed => asked.Names(indexed.Item)))
        {
            _total[i]++;
            var label = trait.Label(asked.Scene);
            if (label == seen[i])
                _right[i]++;
            else
                mistakes.Add(new(trait.Name, trait.Values[label], trait.Values[seen[i]]));
        }
        _mistakes.AddRange(mistakes);
        return mistakes;
    }
}

using System.Text.Json;
using Mezzotint.Training.Evaluation;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Evaluation;

public sealed class ScoreSheetTests
{
    readonly ScoreSheet _sheet = new();

    [Fact]
    public void Only_named_traits_count()
    {
        _sheet.Add(Cat("a red cat at sea by day"), Labels());
        Assert.Equal(
            "subject 1/1, color 1/1, place 1/1, hill 0/0, time 1/1, style 0/0, position 0/0, count 1/1", Scores());
        _sheet.Add(Cat("a red cat in the middle at sea by day, flat style"), Labels(color: ColorName.Blue));
        Assert.Equal(
            "subject 2/2, color 1/2, place 2/2, hill 0/0, time 2/2, style 1/1, position 1/1, count 2/2", Scores());
    }

    [Fact]
    public void A_mistake_says_what_was_asked_and_what_is_seen() =>
        Assert.Equal([new Mistake("color", "red", "blue")],
            _sheet.Add(Cat("a red cat at sea by day"), Labels(color: ColorName.Blue)));

    [Fact]
    public void The_most_frequent_confusion_comes_first()
    {
        foreach (var color in (ColorName[])[ColorName.Blue, ColorName.Pink, ColorName.Red, ColorName.Pink])
            _sheet.Add(Cat("a red cat at sea by day"), Labels(color));
        Assert.Equal(
            [new Confusion(new("color", "red", "pink"), 2), new Confusion(new("color", "red", "blue"), 1)],
            _sheet.Confusions);
    }

    [Fact]
    public void The_overall_share_is_of_attributes_and_not_of_traits()
    {
        TraitScore[] scores = [new("a", 1, 4), new("b", 2, 2), new("c", 0, 0)];
        Assert.Equal([0.25, 1, 1], scores.Select(score => score.Share));
        Assert.Equal(
            (3, 6, 0.5), (TraitScore.Sum(scores).Right, TraitScore.Sum(scores).Total, TraitScore.Sum(scores).Share));
    }

    [Fact]
    public void A_table_has_a_line_for_each_trait_and_one_for_all()
    {
        var lines = ScoreTable.Of(("made", [new("subject", 1, 3)]), ("drawn", [new("subject", 3, 3)])).Split('\n');
        Assert.Equal(
        [
            "                          made               drawn",
            "subject           1/3   33.3 %        3/3  100.0 %",
            "all               1/3   33.3 %        3/3  100.0 %",
        ], lines);
    }

    [Fact]
    public void The_report_s_json_holds_the_scores()
    {
        var mistakes = _sheet.Add(Cat("a red cat at sea by day"), Labels(color: ColorName.Blue));
        var report = new EvaluationReport
        {
            Generated = _sheet.Scores,
            Drawn = _sheet.Scores,
            Softened = _sheet.Scores,
            Confusions = _sheet.Confusions,
            Pictures = [new("a red cat at sea by day", 7, mistakes)],
        };
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal(0.8, json.RootElement.GetProperty("overall").GetProperty("share").GetDouble());
        var picture = json.RootElement.GetProperty("pictures")[0];
        Assert.Equal(7, picture.GetProperty("seed").GetInt32());
        Assert.Equal("blue", picture.GetProperty("mistakes")[0].GetProperty("seen").GetString());
        Assert.EndsWith("1 x color: red looks blue", report.ToString(), StringComparison.Ordinal);
    }

    static EvaluationScene Cat(string prompt) => new(Scene(ColorName.Red), prompt, 0);

    static int[] Labels(ColorName color = ColorName.Red) =>
        [.. SceneTrait.All.Select(trait => trait.Label(Scene(color)))];

    static SceneDescription Scene(ColorName color) => new()
    {
        Subject = Subject.Cat,
        Color = color,
        Place = Place.Sea,
        Time = Time.Day,
        Style = PictureStyle.Flat,
    };

    string Scores() =>
        string.Join(", ", _sheet.Scores.Select(score => $"{score.Trait} {score.Right}/{score.Total}"));
}

using System.Runtime.InteropServices;
using Mezzotint.Training.Miniature.Scenes.Drawing;
using Mezzotint.Training.Miniature.Scenes.Subjects;

namespace Mezzotint.Training.Miniature.Scenes.Captions;

/// <summary>One caption in the making.</summary>
/// <param name="scene">What it speaks of.</param>
/// <param name="random">Decides wording, order and what is left unsaid.</param>
/// <param name="dropProbability">How likely an attribute is left unsaid.</param>
sealed class Wording(SceneDescription scene, Random random, float dropProbability)
{
    /// <summary>Puts the caption together.</summary>
    public string Caption()
    {
        var caption = random.Chance(0.16f) ? Tags() : Sentence();
        return random.Chance(0.06f) ? $"{caption}, {random.Of(Lexicon.Closings)}" : caption;
    }

    string Sentence()
    {
        var (opening, addition) = Style();
        if (opening == "" && random.Chance(0.14f))
            opening = random.Of(Lexicon.Openings);
        var (place, time) = (Place(), Time());
        var body = random.Weighted([6, 1.6f, 0.8f]) switch
        {
            0 => Join(" ", Subjects(), place, time),
            1 when opening == "" => Join(", ", time, Join(" ", Subjects(), place)),
            2 when opening == "" => Join(", ", Join(" ", place, time), Subjects()),
            _ => Join(" ", Subjects(), time, place),
        };
        return Join(", ", Join(" ", opening, body), addition);
    }

    string Tags()
    {
        var style = Style();
        List<string> tags =
        [
            IsDropped() ? "" : WithHillColor(random.Of(Lexicon.Locations[(int)scene.Place].Tags)),
            IsDropped() ? "" : random.Of(Lexicon.Times[(int)scene.Time].Tags),
            style.Opening == "" ? style.Addition : random.Of(Lexicon.Styles[(int)scene.Style].Additions),
        ];
        random.Shuffle(CollectionsMarshal.AsSpan(tags));
        return Join(", ", [TaggedSubjects(), .. tags]);
    }

    /// <summary>The style before the sentence or after it, or neither.</summary>
    (string Opening, string Addition) Style()
    {
        var unsaid = scene.Style == PictureStyle.Flat ? 0.5f : dropProbability / 4;
        if (random.Chance(unsaid))
            return ("", "");
        var (openings, additions) = Lexicon.Styles[(int)scene.Style];
        return random.Chance(0.5f) ? (random.Of(openings), "") : ("", random.Of(additions));
    }

    string Place()
    {
        if (IsDropped())
            return "";
        var location = Lexicon.Locations[(int)scene.Place];
        return WithHillColor(random.Of(Figure.Of(scene.Subject).Floats ? location.Hanging : location.Standing));
    }

    string Time() => IsDropped() ? "" : random.Of(Lexicon.Times[(int)scene.Time].Phrases);

    /// <summary>Puts the hill's colour, or nothing, in the place of #, and the article right before it.</summary>
    string WithHillColor(string phrase)
    {
        if (scene.HillColor is not { } color || IsDropped())
            return phrase.Replace("# ", "");
        var name = random.Of(Lexicon.Colors[(int)color]);
        return phrase.Replace("a #", WithArticle(name)).Replace("#", name);
    }

    string Subjects()
    {
        var first = Subject(scene.Subject, scene.Color);
        if (scene.Companion is not { } companion)
            return Join(" ", first, SinglePosition());
        var second = Subject(companion.Subject, companion.Color);
        if (!IsDropped() && random.Chance(0.5f))
        {
            var other = scene.Position == Position.Left ? Position.Right : Position.Left;
            return $"{first} {Side(scene.Position)} and {second} {Side(other)}";
        }
        var (left, right) = scene.Position == Position.Left ? (first, second) : (second, first);
        return $"{left} {random.Of(Lexicon.Joints)} {right}";
    }

    string TaggedSubjects()
    {
        var first = Bare(scene.Subject, scene.Color);
        if (scene.Companion is not { } companion)
        {
            var counted = scene.Count > 1 ? $"{Lexicon.Numbers[scene.Count - 1]} {first}" : first;
            return Join(", ", counted, SinglePosition());
        }
        var second = Bare(companion.Subject, companion.Color);
        return scene.Position == Position.Left ? $"{first}, {second}" : $"{second}, {first}";
    }

    /// <summary>Where the only subject stands; the middle goes without saying two times in three.</summary>
    string SinglePosition() =>
        scene.Count > 1 || IsDropped() || (scene.Position == Position.Middle && random.Chance(0.67f))
            ? "" : Side(scene.Position);

    string Side(Position position) => random.Of(Lexicon.Positions[(int)position]);

    string Subject(Subject subject, ColorName color)
    {
        var bare = Bare(subject, color);
        if (scene.Count > 1)
            return $"{Lexicon.Numbers[scene.Count - 1]} {bare}";
        return random.Weighted([10, 1, 0.7f, 0.4f]) switch
        {
            0 => WithArticle(bare),
            1 => bare,
            2 => "the " + bare,
            _ => "one " + bare,
        };
    }

    string Bare(Subject subject, ColorName color)
    {
        var nouns = Lexicon.Nouns[(int)subject];
        var noun = random.Chance(0.7f) ? nouns[0] : random.Of(nouns);
        return Join(" ",
            random.Chance(0.08f) ? random.Of(Lexicon.Adjectives) : "",
            IsDropped() ? "" : random.Of(Lexicon.Colors[(int)color]),
            scene.Count > 1 ? noun.Many : noun.One);
    }

    bool IsDropped() => random.Chance(dropProbability);

    static string WithArticle(string words) => ("aeiou".Contains(words[0]) ? "an " : "a ") + words;

    static string Join(string separator, params IEnumerable<string> parts) =>
        string.Join(separator, parts.Where(part => part != ""));
}

using System.Text.Json;
using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Compares weights, prompt editing and composition with what AUTOMATIC1111's web UI reads in the prompts of a
/// golden folder.</summary>
public static class PromptParity
{
    /// <summary>Largest difference of two weights that count as equal.</summary>
    const double WeightTolerance = 1e-9;

    /// <summary>Compares every prompt under tokenizer/a1111_*.jsonl.</summary>
    /// <param name="goldenFolder">The folder that holds tokenizer/.</param>
    public static IEnumerable<ParityResult> Run(string goldenFolder) =>
        GoldenLines.Cases(goldenFolder, "tokenizer/a1111_attention.jsonl", CompareWeights)
            .Concat(GoldenLines.Cases(goldenFolder, "tokenizer/a1111_schedule.jsonl", CompareSchedule))
            .Concat(GoldenLines.Cases(goldenFolder, "tokenizer/a1111_and.jsonl", CompareComposition));

    static double CompareWeights(JsonElement line)
    {
        var text = line.GetProperty("text").GetString()!;
        if (line.TryGetProperty("error", out _))
            return IsRefused(text) ? 0 : 1;
        var expected = line.GetProperty("parsed").EnumerateArray()
            .Select(pair => (pair[0].GetString()!, pair[1].GetDouble()));
        return Differences(AttentionSyntax.Parse(text).Select(piece => (piece.Text, piece.Weight)), expected);
    }

    static bool IsRefused(string text)
    {
        try
        {
            AttentionSyntax.Parse(text);
            return false;
        }
        catch (PromptException)
        {
            return true;
        }
    }

    static double CompareSchedule(JsonElement line)
    {
        var schedule = PromptSchedule.Parse(line.GetProperty("text").GetString()!,
            line.GetProperty("steps").GetInt32());
        var expected = line.GetProperty("schedule").EnumerateArray()
            .Select(pair => (pair[1].GetString()!, pair[0].GetDouble()));
        return Differences(schedule.Select(prompt => (prompt.Text, (double)prompt.LastStep)), expected);
    }

    static double CompareComposition(JsonElement line)
    {
        var texts = line.GetProperty("flat").EnumerateArray().Select(text => text.GetString()!).ToList();
        var expected = line.GetProperty("indexes")[0].EnumerateArray()
            .Select(pair => (texts[pair[0].GetInt32()], pair[1].GetDouble()));
        var parts = PromptComposition.Split(line.GetProperty("text").GetString()!);
        return Differences(parts.Select(part => (part.Text, part.Weight)), expected);
    }

    static double Differences(IEnumerable<(string Text, double Number)> actual,
        IEnumerable<(string Text, double Number)> expected)
    {
        var (a, b) = (actual.ToList(), expected.ToList());
        return Math.Abs(a.Count - b.Count)
            + a.Zip(b).Count(pair => pair.First.Text != pair.Second.Text
                || Math.Abs(pair.First.Number - pair.Second.Number) > WeightTolerance);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mezzotint.Imaging.Recipes;

/// <summary>
/// The text form of a recipe that programs agreed on: prompt, negative prompt, and a last line of settings.
/// </summary>
/// <remarks>
/// <code>
/// a red house
/// Negative prompt: blurred
/// Steps: 20, Sampler: Euler a, Seed: 1, Size: 512x512, Note: "with, comma"
/// </code>
/// Prompts that this form would not give back, such as one with a line "Negative prompt:", are written once more,
/// quoted, as settings: other programs show those, this one reads them.
/// </remarks>
public static partial class RecipeText
{
    const string NegativeMark = "Negative prompt:";
    const string ExactPrompt = "Exact prompt";
    const string ExactNegative = "Exact negative prompt";

    /// <summary>A last line with fewer settings is taken for a line of the prompt.</summary>
    const int MinSettings = 3;

    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a recipe.</summary>
    public static string Write(Recipe recipe)
    {
        var text = Join(recipe, "");
        var back = Read(text);
        var isKept = back.Prompt == recipe.Prompt && back.NegativePrompt == recipe.NegativePrompt
            && back.Settings.SequenceEqual(recipe.Settings);
        return isKept ? text
            : Join(recipe, $"{ExactPrompt}: {Quote(recipe.Prompt)}, {ExactNegative}: {Quote(recipe.NegativePrompt)}");
    }

    /// <summary>Reads a recipe, of this program or of another. Every text is one, if only a prompt.</summary>
    public static Recipe Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Trim().Split('\n');
        var settings = Settings(lines[^1]);
        if (settings.Count < MinSettings && settings.All(setting => setting.Key != ExactPrompt))
            settings.Clear();
        else
            lines = lines[..^1];
        var mark = Array.FindIndex(lines, line => line.Trim().StartsWith(NegativeMark, StringComparison.Ordinal));
        var prompt = string.Join('\n', mark < 0 ? lines : lines[..mark]);
        var negative = mark < 0 ? "" : string.Join('\n', lines[mark..]).Trim()[NegativeMark.Length..];
        var recipe = new Recipe(
            settings.Find(setting => setting.Key == ExactPrompt).Value ?? prompt,
            settings.Find(setting => setting.Key == ExactNegative).Value ?? negative);
        foreach (var (name, value) in settings)
            if (name is not (ExactPrompt or ExactNegative))
                recipe.With(name, value);
        return recipe;
    }

    static string Join(Recipe recipe, string last)
    {
        var settings = recipe.Settings.Select(
            setting => $"{setting.Key}: {(NeedsQuotes(setting.Value) ? Quote(setting.Value) : setting.Value)}");
        string[] lines =
        [
            recipe.Prompt,
            recipe.NegativePrompt.Length > 0 ? $"{NegativeMark} {recipe.NegativePrompt}" : "",
            string.Join(", ", last.Length > 0 ? settings.Append(last) : settings),
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    static List<KeyValuePair<string, string>> Settings(string line)
    {
        var settings = new List<KeyValuePair<string, string>>();
        foreach (Match match in Setting().Matches(line))
            settings.Add(new(match.Groups["name"].Value, Unquote(match.Groups["value"].Value.Trim())));
        return settings;
    }

    static bool NeedsQuotes(string value) =>
        value.AsSpan().IndexOfAny(",:\"\\") >= 0 || value.Any(char.IsControl) || value != value.Trim()
            || value.Any(IsLineEnd);

    static bool IsLineEnd(char c) => c is '\u2028' or '\u2029';

    static string Quote(string text) => JsonSerializer.Serialize(text, Readable);

    static string Unquote(string value)
    {
        if (value is not ['"', .., '"'])
            return value;
        try
        {
            return JsonSerializer.Deserialize<string>(value) ?? value;
        }
        catch (JsonException)
        {
            return value; // another program's text that only looks quoted
        }
    }

    /// <summary>
    /// Name, colon, and a quoted text with escapes or all up to the next comma. Names are bounded, so time is linear.
    /// </summary>
    [GeneratedRegex(
        """\s*(?<name>\w[\w \-/]{0,63}):\s*(?<value>"(?:\\.|[^\\"])*"|[^,]*)(?:,|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex Setting();
}

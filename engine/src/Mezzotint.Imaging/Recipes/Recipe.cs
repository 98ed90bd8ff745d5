using System.Globalization;

namespace Mezzotint.Imaging.Recipes;

/// <summary>Everything that makes a picture again: the prompts, and the settings by the names users know.</summary>
/// <remarks>
/// Settings keep their order and their text, so that what another program wrote is not lost. Prompts have no blanks at
/// the ends of their lines and no carriage returns: the text format cannot hold them and no text encoder sees them.
/// </remarks>
public sealed class Recipe
{
    readonly List<KeyValuePair<string, string>> _settings = [];

    /// <summary>A recipe without settings.</summary>
    public Recipe(string prompt, string negativePrompt = "")
    {
        Prompt = Tidied(prompt);
        NegativePrompt = Tidied(negativePrompt);
    }

    /// <summary>What the picture shows.</summary>
    public string Prompt { get; }

    /// <summary>What the picture is kept away from, or nothing.</summary>
    public string NegativePrompt { get; }

    /// <summary>Name and text of each setting, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings => _settings;

    /// <summary>The text of a setting, or null.</summary>
    public string? this[string name] => _settings.Find(setting => setting.Key == name).Value;

    /// <summary>Adds a setting, or replaces its text; null and nothing leave it out.</summary>
    /// <returns>This recipe.</returns>
    public Recipe With(string name, string? text)
    {
        var at = _settings.FindIndex(setting => setting.Key == name);
        if (at >= 0)
            _settings.RemoveAt(at);
        if (!string.IsNullOrEmpty(text))
            _settings.Insert(at >= 0 ? at : _settings.Count, new KeyValuePair<string, string>(name, text));
        return this;
    }

    /// <summary>Adds a setting that is a number, written so that it reads back exactly.</summary>
    public Recipe With(string name, IFormattable number) =>
        With(name, number.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>A setting as a whole number, or null where it is missing or none.</summary>
    public long? Integer(string name) =>
        long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    /// <summary>A setting as a number, or null where it is missing or none.</summary>
    public double? Number(string name) =>
        double.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The setting "Size", such as 512x768, as width and height; or null.</summary>
    public (int Width, int Height)? Size =>
        this[RecipeNames.Size]?.Split('x') is [var width, var height]
        && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w)
        && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h) ? (w, h) : null;

    static string Tidied(string prompt) =>
        string.Join('\n', prompt.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();
}

namespace Mezzotint.Catalogue.Rules;

/// <summary>Whether two words for a family of models mean the same one.</summary>
/// <remarks>Operators write sd-1, the engine says SD 1.x; FLUX.1 stands for FLUX.1 dev and schnell.</remarks>
static class Families
{
    /// <summary>Whether an add-on's family is the model's; true where either is not known.</summary>
    public static bool Fit(string? addOn, string? model)
    {
        var (one, other) = (Plain(addOn), Plain(model));
        return one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);
    }

    /// <summary>Small letters and digits alone, without the x of a version.</summary>
    static string Plain(string? family)
    {
        var text = string.Concat((family ?? "").ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return text is [.., >= '0' and <= '9', 'x'] ? text[..^1] : text;
    }
}

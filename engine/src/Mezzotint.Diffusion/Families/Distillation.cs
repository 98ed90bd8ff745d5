using System.Globalization;
using System.Text.RegularExpressions;
using Mezzotint.Diffusion.Denoisers.UNet;

namespace Mezzotint.Diffusion.Families;

/// <summary>Whether a UNet was distilled to few steps, which only its name tells, and the matrix by which LCM is told
/// the guidance scale.</summary>
static partial class Distillation
{
    const int MaxSteps = 16;

    /// <summary>A UNet that is told the guidance scale: section 5.1 of LCM's paper has 8 and 4 steps.</summary>
    static readonly GenerationDefaults SelfGuided = new(4, 8, "LCM", "sgm_uniform");

    /// <summary>What a distilled model is used with; null for one that is not.</summary>
    /// <param name="source">The model: its file's name, and the title in its header.</param>
    /// <remarks>
    /// Turbo: Sauer et al. 2023 (arXiv:2311.17042). Lightning: Lin et al. 2024 (arXiv:2402.13929). LCM: Luo et al. 2023
    /// (arXiv:2310.04378). Hyper-SD: Ren et al. 2024 (arXiv:2404.13686).
    /// </remarks>
    public static GenerationDefaults? Of(ModelSource source)
    {
        var name = NameOf(source);
        if (source.Denoiser is UNetConfig { GuidanceWidth: > 0 })
            return SelfGuided;
        var steps = Steps().Match(name) is { Success: true } match
            ? Math.Clamp(int.Parse(match.Groups["steps"].ValueSpan, CultureInfo.InvariantCulture), 1, MaxSteps) : 4;
        return Kind().Match(name).Groups["kind"].Value.ToLowerInvariant() switch
        {
            "turbo" => new GenerationDefaults(steps, 1, "Euler a", "sgm_uniform"),
            "lightning" or "hyper" => new GenerationDefaults(steps, 1, "Euler", "sgm_uniform"),
            "lcm" => new GenerationDefaults(Math.Max(steps, 4), 1, "LCM", "sgm_uniform"),
            _ => null,
        };
    }

    /// <summary>Whether the model calls itself so.</summary>
    public static bool IsNamed(ModelSource source, string word) =>
        NameOf(source).Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether it is Stability's SDXL Turbo, which was trained at 512 pixels; mixes made of it mostly are not.
    /// </summary>
    public static bool IsSdxlTurbo(ModelSource source) => IsSdxlTurbo(NameOf(source));

    /// <summary>The same by file name and title.</summary>
    public static bool IsSdxlTurbo(string name) => SdxlTurbo().IsMatch(name);

    static string NameOf(ModelSource source)
    {
        var texts = source.Roots.Count > 0 ? source.Roots[0].Checkpoint.Metadata : null;
        return $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Path))} "
            + $"{texts?.GetValueOrDefault("modelspec.title")}";
    }

    [GeneratedRegex("(?i)(?<![a-z])(?<kind>turbo|lightning|lcm|hyper)(?![a-z])|(?<kind>turbo|lightning)")]
    private static partial Regex Kind();

    [GeneratedRegex("(?i)(?<![a-z])sd[-_ ]?xl[-_ ]?turbo")]
    private static partial Regex SdxlTurbo();

    [GeneratedRegex(@"(?i)(?<steps>\d{1,2})[-_ ]?steps?")]
    private static partial Regex Steps();
}

using System.Globalization;
using System.Text;
using Mezzotint.Imaging;

namespace Mezzotint.Cli.Output;

/// <summary>
/// Where the pictures of a run go: the file named, files beside it, or files named for prompt and seed in a folder.
/// </summary>
sealed class OutputNames
{
    const int MaxSlugLength = 60;

    readonly string? _file;
    readonly string _slug;

    OutputNames(string? file, string folder, string slug, ImageFormat format)
    {
        _file = file;
        _slug = slug;
        Folder = folder;
        Format = format;
    }

    /// <summary>The folder that all pictures go to.</summary>
    public string Folder { get; }

    /// <summary>The format of the files.</summary>
    public ImageFormat Format { get; }

    /// <summary>Reads <c>--out</c> and <c>--format</c>.</summary>
    /// <param name="target">A file or folder, or null for the working folder.</param>
    /// <param name="format">A format's name, or null: the file's extension says it.</param>
    /// <param name="fallback">The format where neither says it.</param>
    /// <param name="prompt">What files are named for in a folder.</param>
    /// <exception cref="InputException">The two contradict each other, or name no format.</exception>
    public static OutputNames Resolve(string? target, string? format, ImageFormat fallback, string prompt)
    {
        ImageFormat? asked = format is null ? null : ImageFormats.Parse(format)
            ?? throw new InputException($"--format is '{format}': give png, jpeg, webp or avif.");
        if (target is null || Directory.Exists(target) || target.EndsWith('/')
            || System.IO.Path.GetExtension(target).Length == 0)
            return new OutputNames(null, target ?? ".", Slug(prompt), asked ?? fallback);
        var extension = ImageFormats.Parse(System.IO.Path.GetExtension(target))
            ?? throw new InputException($"--out is '{target}': its extension must be .png, .jpg, .webp or .avif.");
        if (asked is { } other && other != extension)
            throw new InputException(
                $"--out is '{target}', --format is '{format}': they contradict each other, drop one.");
        return new OutputNames(
            target, System.IO.Path.GetDirectoryName(target) is { Length: > 0 } folder ? folder : ".", "", extension);
    }

    /// <summary>The path of one picture.</summary>
    /// <param name="index">Which of the run, from 0.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="seed">Its seed.</param>
    public string Path(int index, int count, long seed)
    {
        if (_file is not null && count == 1)
            return _file;
        if (_file is not null)
            return System.IO.Path.ChangeExtension(_file, null) + $"-{index + 1}{System.IO.Path.GetExtension(_file)}";
        for (var again = 1; ; again++)
        {
            var suffix = again == 1 ? "" : $"-{again}";
            var path = System.IO.Path.Combine(Folder, $"{_slug}-{seed}{suffix}{Format.Extension()}");
            if (!File.Exists(path))
                return path;
        }
    }

    /// <summary>The prompt's letters and digits in lower case, hyphens between words.</summary>
    static string Slug(string prompt)
    {
        var slug = new StringBuilder();
        foreach (var rune in prompt.EnumerateRunes())
        {
            if (slug.Length >= MaxSlugLength)
                break;
            if (Rune.IsLetterOrDigit(rune))
                slug.Append(Rune.ToLower(rune, CultureInfo.InvariantCulture).ToString());
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var text = slug.ToString().Trim('-');
        return text.Length > 0 ? text : "picture";
    }
}

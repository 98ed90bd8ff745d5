using System.Collections.Frozen;
using System.Security.Cryptography;
using Mezzotint.Server.Hosting;
using Microsoft.AspNetCore.StaticFiles;

namespace Mezzotint.Server.Studio;

/// <summary>The studio as `npm run build` made it, read once: it is small, and changes only with the program.</summary>
/// <remarks>A request's path is looked up among known names, so that none leads out of the folder.</remarks>
sealed class StudioFiles
{
    const long BytesMax = 64 << 20;
    const string PageName = "index.html";
    const string BrotliEnding = ".br";
    const string GzipEnding = ".gz";

    readonly FrozenDictionary<string, StudioFile> _files;

    StudioFiles(Dictionary<string, StudioFile> files, StudioPage? page)
    {
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        Page = page;
    }

    /// <summary>The page that every address of the studio opens; null where the studio was not built.</summary>
    public StudioPage? Page { get; }

    /// <summary>The file at a path such as /assets/a.js; null where there is none.</summary>
    public StudioFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Reads the studio.</summary>
    /// <param name="folder">Where it lies; null for the first `studio/dist` beside the program or above it.</param>
    /// <exception cref="ServerException">The folder holds no studio, or far too much.</exception>
    public static StudioFiles Read(string? folder)
    {
        folder ??= Found();
        if (folder is null)
            return new StudioFiles([], null);
        var page = Path.Combine(folder, PageName);
        if (!File.Exists(page))
            throw new ServerException($"There is no '{page}': build the studio with './dev studio'.");
        var paths = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        if (paths.Sum(path => new FileInfo(path).Length) is > BytesMax and var bytes)
            throw new ServerException(
                $"'{folder}' has {bytes >> 20} MB, a studio has at most {BytesMax >> 20}: name another folder.");
        var files = paths.Where(path => path != page && !IsPacked(path)).ToDictionary(
            path => "/" + Path.GetRelativePath(folder, path).Replace('\\', '/'), ReadFile, StringComparer.Ordinal);
        return new StudioFiles(files, new StudioPage(File.ReadAllText(page)));
    }

    static string? Found()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "studio", "dist") is var built && File.Exists(Path.Combine(built, PageName)))
                return built;
        return null;
    }

    static bool IsPacked(string path) =>
        path.EndsWith(BrotliEnding, StringComparison.Ordinal) || path.EndsWith(GzipEnding, StringComparison.Ordinal);

    static StudioFile ReadFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return new StudioFile(bytes, MediaTypeOf(path), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"")
        {
            Brotli = ReadPacked(path + BrotliEnding),
            Gzip = ReadPacked(path + GzipEnding),
            IsImmutable = Path.GetFileName(Path.GetDirectoryName(path)) == "assets",
        };
    }

    static byte[]? ReadPacked(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    static string MediaTypeOf(string path) =>
        new FileExtensionContentTypeProvider().TryGetContentType(path, out var type)
            ? type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type
            : "application/octet-stream";
}

using System.Security.Cryptography;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Worker.Painting;

/// <summary>Finds the files that a job may use besides the model; the job's list is all that there is for it.</summary>
sealed class AddOnFiles
{
    static readonly Dictionary<string, string> Folders = new()
    {
        [JobAddOn.Lora] = "loras",
        [JobAddOn.Embedding] = "embeddings",
        [JobAddOn.ControlNet] = "controlnets",
    };

    readonly Dictionary<(string Path, DateTime WrittenAt), string> _hashes = [];

    /// <summary>The files of a kind that a job lists.</summary>
    /// <exception cref="AddOnException">This worker lacks one.</exception>
    public IReadOnlyList<string> All(ImageJob job, string kind) =>
        [.. job.AddOns.Where(addOn => addOn.Kind == kind).Select(Find)];

    /// <summary>The file of a kind and name.</summary>
    /// <exception cref="ArgumentException">The job does not list it.</exception>
    /// <exception cref="AddOnException">This worker lacks it.</exception>
    public string Find(ImageJob job, string kind, string name) => Find(
        job.AddOns.FirstOrDefault(addOn => addOn.Kind == kind && IsCalled(addOn.Name, name))
        ?? throw new ArgumentException($"There is no {kind} '{name}' for this request: leave it out."));

    /// <summary>SHA-256 of a file in hexadecimal digits; computed once for as long as it stays as it is.</summary>
    public string Hash(string path)
    {
        var key = (path, File.GetLastWriteTimeUtc(path));
        if (_hashes.TryGetValue(key, out var known))
            return known;
        using var stream = File.OpenRead(path);
        return _hashes[key] = Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    string Find(JobAddOn addOn)
    {
        var named = ModelShelf.Others(Folders[addOn.Kind]).Where(file => IsCalled(file.Name, addOn.Name))
            .Select(file => file.Path).ToList();
        return named.Find(path => addOn.Sha256 is null || Hash(path) == addOn.Sha256)
            ?? throw new AddOnException($"The worker has {(named.Count == 0 ? "no file" : "another file")} for the "
                + $"{addOn.Kind} '{addOn.Name}'{(named.Count == 0 ? "" : " than the one that was registered")}: tell "
                + "the operator.");
    }

    static bool IsCalled(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}

using System.Security.Cryptography;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Weights;

namespace Mezzotint.Cli.Shelf;

/// <summary>
/// Brings the files of a model or an add-on into the data folder: made ready elsewhere, then there at once, whole.
/// </summary>
/// <param name="modelsFolder">Where added models lie, a folder each; others in folders of their kinds.</param>
/// <param name="key">Their own folder.</param>
sealed class ModelIntake(string modelsFolder, string key)
{
    const string OriginFile = ".origin";

    /// <summary>Where the files lie; null where they do not.</summary>
    string? Home => KindFolders.All.Select(folder => Path.Combine(modelsFolder, folder, key))
        .FirstOrDefault(home => File.Exists(Path.Combine(home, OriginFile)));

    string Staging => Path.Combine(Path.GetDirectoryName(modelsFolder)!, "incoming", key);

    /// <summary>Whether the files are there.</summary>
    public bool HasFiles => Home is not null;

    /// <summary>Brings them, or finds that they are there already.</summary>
    /// <param name="origin">Where they come from.</param>
    /// <param name="wish">What they should be.</param>
    /// <param name="report">Hears how much is done.</param>
    /// <param name="cancellation">Stops; what was downloaded stays for the next time.</param>
    /// <returns>What they hold.</returns>
    /// <exception cref="InputException">They are not what was asked for, or another's are there.</exception>
    /// <exception cref="CheckpointException">They are of no kind that the engine knows, or a pickle.</exception>
    public async Task<TakenFiles> TakeAsync(
        ModelOrigin origin, IntakeWish wish, Action<double, string> report, CancellationToken cancellation)
    {
        if (Home is { } there)
        {
            var known = await File.ReadAllTextAsync(Path.Combine(there, OriginFile), cancellation);
            return known == origin.Text ? Taken(there, NetworkInspection.Of(ModelPath(there)))
                : throw new InputException($"There is a model or add-on '{key}' already, from {known}: choose another "
                    + $"--name, or first run 'mezzotint models remove {key}'.");
        }
        if (KindFolders.All.Contains(key))
            throw new InputException($"'{key}' is the name of a folder of add-ons: choose another --name.");
        if (origin.IsFolder && wish.Sha256 is not null)
            throw new InputException("--sha256 is for a single file, and this is a folder: leave it out.");
        var given = origin is { Address: null, IsFolder: false } ? NetworkInspection.Of(origin.Text) : null;
        if (given is not null && NeedsWords(given))
            _ = Vocabulary.Find(origin, wish.Vocabulary); // before anything is copied
        var parts = given?.Model is { } model ? OtherParts.Of(model) : [];
        await StageAsync(origin, report, cancellation);
        OtherParts.Bring(parts, origin.Text, Staging);
        var found = await CheckAsync(wish, report, cancellation);
        if (!origin.IsFolder && NeedsWords(found) && Vocabulary.Find(origin, wish.Vocabulary) is { } vocabulary)
            Vocabulary.Place(vocabulary, Staging);
        await File.WriteAllTextAsync(Path.Combine(Staging, OriginFile), origin.Text, cancellation);
        var home = Path.Combine(modelsFolder, KindFolders.Of(found.Kind), key);
        Directory.CreateDirectory(Path.GetDirectoryName(home)!);
        Directory.Move(Staging, home);
        return Taken(home, found);
    }

    /// <summary>Deletes the files, if they are there.</summary>
    /// <returns>Whether they were.</returns>
    public bool Remove()
    {
        if (Home is not { } home)
            return false;
        if (Directory.Exists(Staging))
            Directory.Delete(Staging, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(Staging)!);
        Directory.Move(home, Staging); // gone at once for workers that look
        Directory.Delete(Staging, recursive: true);
        return true;
    }

    string FileIn(string folder) => Path.Combine(folder, key + ".safetensors");

    /// <summary>Whether a single file of this kind comes without the CLIP vocabulary that it needs.</summary>
    static bool NeedsWords(NetworkInspection found) => found.Kind is NetworkKind.Model or NetworkKind.Finder;

    TakenFiles Taken(string home, NetworkInspection found)
    {
        var path = ModelPath(home);
        return new TakenFiles(path, found, found.Kind is NetworkKind.Lora or NetworkKind.Embedding
            or NetworkKind.ControlNet ? Sha256Of(path) : null);
    }

    static string Sha256Of(string path)
    {
        using var stream = File.OpenRead(Directory.Exists(path)
            ? Directory.GetFiles(path, "*.safetensors").Order(StringComparer.Ordinal).First() : path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    string FileIn(string folder, ModelOrigin origin) => Path.Combine(folder, key + origin.Extension);

    /// <summary>The file that is called as the model, parts beside it or not; else the diffusers folder.</summary>
    string ModelPath(string folder) => ((string[])[FileIn(folder), Path.Combine(folder, key + ".gguf")])
        .FirstOrDefault(File.Exists) ?? folder;

    async Task StageAsync(ModelOrigin origin, Action<double, string> report, CancellationToken cancellation)
    {
        if (origin.Address is { } address)
        {
            Directory.CreateDirectory(Staging);
            using var download = new Download(address, FileIn(Staging, origin), report);
            if (!File.Exists(FileIn(Staging, origin)))
                await download.RunAsync(cancellation);
            return;
        }
        if (Directory.Exists(Staging))
            Directory.Delete(Staging, recursive: true);
        Directory.CreateDirectory(Staging);
        report(0, "copying");
        if (!origin.IsFolder)
        {
            HardLink.OrCopy(origin.Text, FileIn(Staging, origin));
            return;
        }
        foreach (var file in Directory.GetFiles(origin.Text, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            var target = Path.Combine(Staging, Path.GetRelativePath(origin.Text, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            HardLink.OrCopy(file, target);
        }
    }

    /// <summary>What is not what was asked for does not stay: another try begins anew.</summary>
    async Task<NetworkInspection> CheckAsync(
        IntakeWish wish, Action<double, string> report, CancellationToken cancellation)
    {
        try
        {
            if (wish.Sha256 is { } expected)
                await CheckHashAsync(expected, report, cancellation);
            report(1, "inspecting");
            var model = NetworkInspection.Of(ModelPath(Staging));
            if (model.Model is { MissingParts.Count: > 0 } transformer)
                throw OtherParts.Missing(transformer);
            return model.Missing.Count == 0 ? model : throw new InputException(
                $"It lacks {model.Missing.Count:N0} weights, so no picture can be made with it. The first: "
                + $"{model.Missing[0]} Take the whole model; "
                + "'mezzotint models inspect PATH' lists what a file lacks.");
        }
        catch (Exception error) when (error is InputException or CheckpointException)
        {
            Directory.Delete(Staging, recursive: true);
            throw;
        }
    }

    async Task CheckHashAsync(string expected, Action<double, string> report, CancellationToken cancellation)
    {
        report(1, "checking");
        await using var file = File.OpenRead(ModelPath(Staging));
        var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        if (!found.Equals(expected, StringComparison.OrdinalIgnoreCase))
            throw new InputException($"The file's SHA-256 is {found}, {expected} was asked for: it is damaged, or "
                + "another file. It was not added.");
    }
}

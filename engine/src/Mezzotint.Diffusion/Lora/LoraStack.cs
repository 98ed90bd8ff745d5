using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Lora;

/// <summary>The LoRAs that are applied to a model: put on and taken off without loading the model again.</summary>
/// <remarks>
/// A weight that a LoRA changes is merged with it when it is next used, so the model runs as fast as a merged one and
/// is merged exactly; what was there stays beside it, so without LoRAs its weights are the file's to the last bit.
/// </remarks>
/// <param name="targets">The model's weights.</param>
/// <param name="family">The model's family, for messages.</param>
public sealed class LoraStack(LoraTargets targets, string family) : IDisposable
{
    List<(LoraUse Use, DateTime WrittenAt, LoraFile File)> _current = [];
    IReadOnlyCollection<Weight> _changed = [];

    /// <summary>Names in the applied files that this model has nothing for, each with its file.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>What the applied files add beside layers, by the names of their weights.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<LowRankPath>> Paths { get; private set; } =
        new Dictionary<string, IReadOnlyList<LowRankPath>>();

    /// <summary>Applies these LoRAs, in this order, and no others.</summary>
    /// <exception cref="CheckpointException">One is unreadable or made for another family: nothing was
    /// changed.</exception>
    public void Apply(IReadOnlyList<LoraUse> uses)
    {
        var wanted = uses.Where(use => use.Multiplier != 0)
            .Select(use => (Use: use, WrittenAt: File.GetLastWriteTimeUtc(use.Path))).ToList();
        if (wanted.SequenceEqual(_current.Select(applied => (applied.Use, applied.WrittenAt))))
            return;
        var opened = new List<(LoraUse Use, DateTime WrittenAt, LoraFile File)>();
        try
        {
            foreach (var (use, writtenAt) in wanted)
                opened.Add((use, writtenAt, LoraFile.Open(use.Path)));
            Change(opened);
        }
        catch
        {
            opened.ForEach(entry => entry.File.Dispose());
            throw;
        }
        _current.ForEach(entry => entry.File.Dispose());
        _current = opened;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current.ForEach(entry => entry.File.Dispose());
        _current = [];
    }

    void Change(List<(LoraUse Use, DateTime WrittenAt, LoraFile File)> files)
    {
        var changes = new Dictionary<Weight, List<(LoraModule Module, LoraTarget Target, double Multiplier)>>();
        var paths = new Dictionary<string, IReadOnlyList<LowRankPath>>();
        var unknown = new List<string>();
        foreach (var (use, _, file) in files)
        {
            unknown.AddRange(file.Unknown.Select(name => $"{name} ({file.Path})"));
            foreach (var (module, found) in Match(file, unknown))
                foreach (var target in found)
                {
                    if (targets.IsBeside(target.Weight))
                    {
                        var name = target.Weight.Name;
                        if (module.Path(use.Multiplier) is { } path)
                            paths[name] = [.. paths.GetValueOrDefault(name) ?? [], path];
                        else
                            unknown.Add($"{module.Name} ({file.Path})");
                        continue;
                    }
                    if (!changes.TryGetValue(target.Weight, out var list))
                        changes.Add(target.Weight, list = []);
                    list.Add((module, target, use.Multiplier));
                }
        }
        var keepsOrigins = HasRoom(changes.Keys);
        foreach (var weight in _changed.Where(weight => !changes.ContainsKey(weight)))
            weight.Adapt(null);
        foreach (var (weight, list) in changes)
            weight.Adapt(
                () => [.. list.Select(change => change.Module.Change(change.Target, change.Multiplier))], keepsOrigins);
        _changed = [.. changes.Keys];
        Paths = paths;
        Unknown = unknown;
    }

    /// <summary>
    /// Whether changed values, of 4 bytes, fit into memory beside those that they are made of. Where they do not, those
    /// are let go, and read again when they are wanted.
    /// </summary>
    /// <remarks>A quarter of the memory is left for what painting takes besides, and what others have.</remarks>
    bool HasRoom(IEnumerable<Weight> changed)
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;
        var more = changed.Except(_changed).Sum(weight => (long)weight.Shape.Count * sizeof(float));
        return Environment.WorkingSet + more <= limit;
    }

    /// <summary>What of the model a file changes; what the model lacks is added to the unknown.</summary>
    List<(LoraModule Module, IReadOnlyList<LoraTarget> Targets)> Match(LoraFile file, List<string> unknown)
    {
        var matches = new List<(LoraModule Module, IReadOnlyList<LoraTarget> Targets)>();
        var missing = new List<LoraModule>();
        foreach (var module in file.Modules)
        {
            var found = targets.Find(module.Key);
            if (found.Count == 0)
                missing.Add(module);
            else if (module.Fits(found))
                matches.Add((module, found));
            else
                throw Foreign(file, $"its '{module.Name}' changes a weight of {module.Rows} x {module.Columns}, the "
                    + $"model's '{found[0].Weight.Name}' is {found[0].Weight.Shape}");
        }
        if (matches.Count == 0 || missing.Count > 0 && IsForOther(file))
            throw Foreign(file, $"the model has no '{missing[0].Name}'");
        unknown.AddRange(missing.Select(module => $"{module.Name} ({file.Path})"));
        return matches;
    }

    /// <summary>A name may say more than the file tells: SD 3.5 is an SD 3.</summary>
    bool IsForOther(LoraFile file) =>
        file.MadeFor() is { } other && !family.StartsWith(other, StringComparison.Ordinal);

    UnfitAddOnException Foreign(LoraFile file, string reason) => new(
        file.Path,
        $"is a LoRA for {file.MadeFor() ?? "another family"}, the model is {family}: {reason}. Take a LoRA that was "
            + "made for this family.");
}

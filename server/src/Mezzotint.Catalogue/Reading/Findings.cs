namespace Mezzotint.Catalogue.Reading;

/// <summary>What reading a text has found: faults, the keys of each kind, and references to them.</summary>
sealed class Findings
{
    readonly Dictionary<Type, HashSet<string>> _keys = [];
    readonly List<(Place Place, Type Target, string Key)> _references = [];

    public List<Fault> Faults { get; } = [];

    public void AddKey(Type owner, string key)
    {
        if (!_keys.TryGetValue(owner, out var keys))
            _keys[owner] = keys = [];
        keys.Add(key);
    }

    public void AddReference(Place place, Type target, string key) => _references.Add((place, target, key));

    /// <summary>Reports the references to nothing; where no entry of a kind was read, that is the fault.</summary>
    public void CheckReferences()
    {
        foreach (var (place, target, key) in _references)
            if (_keys.TryGetValue(target, out var keys) && !keys.Contains(key))
                place.Report(FaultCodes.Unknown(target), Sentence(target.Name.ToLowerInvariant(), key, keys));
    }

    static string Sentence(string kind, string key, HashSet<string> keys)
    {
        const int Most = 20;
        var some = string.Join(", ", keys.Take(Most)) + (keys.Count > Most ? ", ..." : "");
        return $"There is no {kind} '{key}'; name one of {some}, or add it.";
    }
}

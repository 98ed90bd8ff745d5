namespace Mezzotint.Worker;

/// <summary>What `mezzotint worker` was asked for.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Key">A key with the scope worker.</param>
public sealed record WorkerOptions(Uri Server, string Key)
{
    /// <summary>This worker's identity: one process at a time may have it.</summary>
    public required Guid Id { get; init; }

    /// <summary>This process, another at each start.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>What an operator calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Looks up the names of the models that it runs: some may be added or removed while it does.</summary>
    public required Func<IReadOnlyList<string>> Models { get; init; }

    /// <summary>Most bytes of models' files to keep in memory.</summary>
    public long MemoryBytes { get; init; } = 8L << 30;
}

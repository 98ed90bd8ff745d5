namespace Mezzotint.Worker;

/// <summary>What `mezzotint worker` was asked for.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Key">A key with the scope worker.</param>
public sealed record WorkerOptions(Uri Server, string Key)
{
    /// <summary>This worker's identity: one process at a time may have it.</summary>
    public required Guid Id { get; init; }

    /// <summary>What an operator calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Names of the models that it runs.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Most bytes of models' files to keep in memory.</summary>
    public long MemoryBytes { get; init; } = 8L << 30;
}

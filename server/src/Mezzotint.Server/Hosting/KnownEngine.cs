namespace Mezzotint.Server.Hosting;

/// <summary>What is known of the built-in engine without running it: a server computes no pictures.</summary>
/// <param name="Samplers">Step rules by the names that requests give them.</param>
/// <param name="Schedulers">Spacings of the steps, likewise.</param>
/// <param name="CountTokens">
/// How many tokens a prompt has for a checkpoint; null where its vocabulary is not on this machine. Called at once by
/// many.
/// </param>
/// <param name="ChunkTokens">Tokens that a text encoder reads at once.</param>
public sealed record KnownEngine(
    IReadOnlyList<string> Samplers, IReadOnlyList<string> Schedulers, Func<string, string, int?> CountTokens,
    int ChunkTokens)
{
    /// <summary>A server that was told nothing of an engine.</summary>
    public static KnownEngine None { get; } = new([], [], (_, _) => null, 75);
}

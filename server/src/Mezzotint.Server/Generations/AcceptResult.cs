using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Generations;

/// <summary>What became of a request.</summary>
abstract record AcceptResult
{
    AcceptResult()
    {
    }

    /// <summary>It is stored, paid for and queued.</summary>
    /// <param name="Generation">As it stands now.</param>
    public sealed record Accepted(Generation Generation) : AcceptResult;

    /// <summary>Another request took its idempotency key in the meantime; nothing changed.</summary>
    public sealed record KeyUsed : AcceptResult;

    /// <summary>It cannot be; nothing changed.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Refused(Problem Problem) : AcceptResult;
}

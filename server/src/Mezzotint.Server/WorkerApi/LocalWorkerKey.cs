using System.Security.Cryptography;
using System.Text;

namespace Mezzotint.Server.WorkerApi;

/// <summary>
/// The key of the worker that the server starts itself: drawn at each start, handed to the child, never stored.
/// </summary>
sealed class LocalWorkerKey
{
    /// <summary>The key.</summary>
    public string Text { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a request came with it; takes the same time for any text.</summary>
    public bool Is(string? text) => text is not null && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Text));
}

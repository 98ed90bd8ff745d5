using System.Security.Cryptography;
using System.Text;

namespace Mezzotint.Contracts.WorkerApi;

/// <summary>Which worker a name means.</summary>
public static class WorkerIdentity
{
    /// <summary>The same for the same name, wherever it is started.</summary>
    public static Guid Of(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}

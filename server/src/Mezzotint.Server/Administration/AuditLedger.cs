using Mezzotint.Ledger;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>`mezzotint admin audit-ledger`: every balance computed again from the transfers.</summary>
public static class AuditLedger
{
    /// <summary>Reads the whole ledger as of one moment; beside a running server it stops nobody.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="ServerException">The database cannot be reached.</exception>
    public static async Task<AuditReport> RunAsync(ServerOptions options, CancellationToken cancellation)
    {
        await using var database =
            await Database.OpenAsync(DataFolder.Open(options.DataFolder), options.ConnectionString, cancellation);
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        return await Ledger.Audit.RunAsync(connection, cancellation);
    }
}

using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>`mezzotint admin catalogue export`: the stored catalogue, as it was written.</summary>
public static class ExportCatalogue
{
    /// <summary>Reads it; it may have faults that a newer version of the program finds.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The file's text.</returns>
    /// <exception cref="ServerException">The database cannot be reached, or no catalogue is stored yet.</exception>
    public static async Task<string> RunAsync(ServerOptions options, CancellationToken cancellation)
    {
        await using var database =
            await Database.OpenAsync(DataFolder.Open(options.DataFolder), options.ConnectionString, cancellation);
        return (await StoredCatalogue.VersionsOf(database).LatestAsync(cancellation))?.Json
            ?? throw new ServerException("No catalogue is stored yet: the first 'mezzotint serve' stores a preset.");
    }
}

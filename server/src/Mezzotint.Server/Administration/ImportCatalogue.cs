using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>`mezzotint admin catalogue import`: a file becomes the catalogue; running servers follow at once.</summary>
public static class ImportCatalogue
{
    /// <summary>Checks and stores it.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>The number of the version that holds now, and whether it is a new one.</returns>
    /// <exception cref="ServerException">It has faults, or lacks plans that workspaces are on.</exception>
    public static async Task<(int Number, bool IsNew)> RunAsync(
        ServerOptions options, string path, CancellationToken cancellation)
    {
        var text = CatalogueFile.Read(path);
        await using var database =
            await Database.OpenAsync(DataFolder.Open(options.DataFolder), options.ConnectionString, cancellation);
        return await StoredCatalogue.VersionsOf(database).StoreAsync(
            text, CatalogueVersions.Operator, _ => true, cancellation) switch
        {
            StoreResult.Stored stored => (stored.Row.Number, true),
            StoreResult.Unchanged same => (same.Row.Number, false),
            StoreResult.PlansInUse refused => throw new ServerException(refused.Sentence),
            _ => throw new InvalidOperationException("What is made from any version is outrun by none."),
        };
    }
}

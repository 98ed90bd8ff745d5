using System.Text;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>The catalogue of an installation, for the command line beside a running server.</summary>
static class StoredCatalogue
{
    public static CatalogueVersions VersionsOf(Database database) =>
        new(database.Source, new AuditLog(TimeProvider.System), TimeProvider.System);

    /// <summary>The one that holds; before the first start, the one that the first start would store.</summary>
    /// <exception cref="ServerException">It has faults.</exception>
    public static async Task<CatalogueText> ReadAsync(
        Database database, ServerOptions options, CancellationToken cancellation) =>
        await VersionsOf(database).LatestAsync(cancellation) is { } latest
            ? CatalogueText.Read(Encoding.UTF8.GetBytes(latest.Json), "The stored catalogue")
            : CatalogueFile.Read(options.Preset);

    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<CurrentCatalogue> CurrentAsync(
        Database database, ServerOptions options, CancellationToken cancellation) =>
        new((await ReadAsync(database, options, cancellation)).Catalogue);

    /// <summary>Stores what a change makes of the catalogue that holds; anew where another came before it.</summary>
    /// <exception cref="ServerException">The change cannot be.</exception>
    public static async Task ChangeAsync(
        Database database, ServerOptions options, Func<CatalogueText, CatalogueText> change,
        CancellationToken cancellation)
    {
        var versions = VersionsOf(database);
        while (true)
        {
            var text = await ReadAsync(database, options, cancellation);
            var result = await versions.StoreAsync(change(text), CatalogueVersions.Operator,
                hash => hash is null || hash == text.Sha256, cancellation);
            if (result is StoreResult.PlansInUse refused)
                throw new ServerException(refused.Sentence);
            if (result is not StoreResult.Outrun)
                return;
        }
    }
}

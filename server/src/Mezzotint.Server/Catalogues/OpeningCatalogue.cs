using System.Text;
using Mezzotint.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server.Catalogues;

/// <summary>The catalogue that a server starts with: the stored one, unless a preset is asked for.</summary>
static partial class OpeningCatalogue
{
    /// <summary>Stores the preset where nothing is stored, or where it was asked for, and reads what holds.</summary>
    /// <exception cref="ServerException">Workspaces are on plans that the preset has not, or what is stored cannot be
    /// read by this version of the program.</exception>
    /// <returns>It, and whether a preset took the place of another just now.</returns>
    public static async Task<(CatalogueText Text, bool IsReplaced)> ReadAsync(
        CatalogueVersions versions, CatalogueText preset, ServerOptions options, CancellationToken cancellation)
    {
        var result = await versions.StoreAsync(
            preset, $"preset:{options.Preset}", hash => hash is null || options.IsPresetAsked, cancellation);
        if (result is StoreResult.PlansInUse refused)
            throw new ServerException($"The catalogue {options.Preset} cannot be put in place. {refused.Sentence} "
                + "Without --preset the stored catalogue holds.");
        var latest = (await versions.LatestAsync(cancellation))!;
        var text = CatalogueText.Read(Encoding.UTF8.GetBytes(latest.Json), $"Version {latest.Number} of the stored "
            + "catalogue ('mezzotint admin catalogue export' writes it to a file, '... import' takes it back)");
        return (text, result is StoreResult.Stored { Row.Number: > 1 });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue {Preset} was asked for with --preset: it took "
        + "the place of the stored one, which is kept among the versions.")]
    public static partial void LogReplaced(ILogger log, string preset);
}

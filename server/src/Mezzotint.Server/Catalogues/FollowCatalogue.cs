using System.Text;
using Mezzotint.Server.Duties;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server.Catalogues;

/// <summary>Takes over what was stored elsewhere: by another server, or by the command line.</summary>
sealed partial class FollowCatalogue(
    CatalogueVersions versions, CurrentCatalogue current, TimeProvider clock, ILogger<FollowCatalogue> log)
    : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    string? _hash;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Duty.RepeatAsync(RunAsync, Between, clock, log, stoppingToken);

    async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (await versions.LatestHashAsync(cancellation) == _hash)
            return false;
        var latest = (await versions.LatestAsync(cancellation))!;
        var (text, faults) = CatalogueText.Parse(Encoding.UTF8.GetBytes(latest.Json));
        if (text is not null)
            current.Replace(text.Catalogue);
        else
            LogFaults(latest.Number, string.Join('\n', faults));
        _hash = latest.Sha256;
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Version {Number} of the catalogue cannot be read by this "
        + "version of the server, which goes on with the one before: {Faults}")]
    private partial void LogFaults(int number, string faults);
}

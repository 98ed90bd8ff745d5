using Mezzotint.Migrations;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Hosting;

/// <summary>/healthz: the process answers. /readyz: it can take requests; else 503 and every reason.</summary>
static class Health
{
    const long FreeBytesMin = 200 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok\n")).AnonymousByNature().ExcludeFromDescription();
        routes.MapGet("/readyz", ReadyAsync).AnonymousByNature().ExcludeFromDescription();
    }

    static async Task<IResult> ReadyAsync(
        NpgsqlDataSource database, DataFolder folder, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        try
        {
            if (!await Migrator.IsCurrentAsync(database, cancellation))
                reasons.Add("The database is not of this version: restart the server to bring it up to date.");
        }
        catch (NpgsqlException error)
        {
            reasons.Add($"The database cannot be reached: {error.Message}");
        }
        if (folder.FreeBytes < FreeBytesMin)
            reasons.Add($"The disk of {folder.Root} has {folder.FreeBytes >> 20} MB left, "
                + $"{FreeBytesMin >> 20} MB are needed: free some space.");
        return Results.Json(new ReadyReport(reasons.Count == 0, reasons),
            statusCode: reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    sealed record ReadyReport(bool IsReady, IReadOnlyList<string> Reasons);
}

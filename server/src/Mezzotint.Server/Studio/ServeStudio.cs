using Mezzotint.Server.Accounts;
using Mezzotint.Server.Catalogues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.Studio;

/// <summary>Answers with the studio: its files by name, and its page at every address that a browser opens.</summary>
/// <remarks>
/// What a route answers stays the route's, with the API's own 404 and 405: the page comes only where nothing else is,
/// and only to who asks for a page.
/// </remarks>
static class ServeStudio
{
    const string Kept = "public, max-age=31536000, immutable";
    const string Asked = "no-cache";

    static readonly string[] Machines = ["/api", "/openapi", "/v1", "/v2", "/sdapi"];

    public static void UseStudio(this WebApplication app)
    {
        var files = app.Services.GetRequiredService<StudioFiles>();
        if (files.Page is not { } page)
            return;
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (context.GetEndpoint() is not null
                || !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
                return next(context);
            if (files.Find(NameOf(request.Path)) is { } file)
                return SendAsync(context, file);
            return IsPage(request) ? SendAsync(context, page) : next(context);
        });
    }

    /// <summary>The file that is asked for. Browsers ask for a favicon by themselves where a picture is opened alone.
    /// </summary>
    static string NameOf(PathString path) => path == "/favicon.ico" ? "/icon.svg" : path.Value ?? "";

    /// <summary>A browser's way to an address, or anybody's to the first one.</summary>
    static bool IsPage(HttpRequest request) => request.Path == "/"
        || request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !Machines.Any(machine => request.Path.StartsWithSegments(machine, StringComparison.Ordinal));

    static Task SendAsync(HttpContext context, StudioPage page)
    {
        var nonce = StudioPage.CreateNonce();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyWith(nonce);
        headers.CacheControl = Asked;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.ContentType = "text/html; charset=utf-8";
        var branding = context.RequestServices.GetRequiredService<CurrentCatalogue>().Value.Branding;
        return context.Response.WriteAsync(
            page.Write(branding, SessionCookie.Read(context.Request) is not null, nonce), context.RequestAborted);
    }

    /// <summary>
    /// Scripts and calls only from and to here; style elements only with the nonce; no frame around it.
    /// </summary>
    static string PolicyWith(string nonce) =>
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
        + $"img-src 'self' data: blob:; style-src 'self' 'nonce-{nonce}'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    static async Task SendAsync(HttpContext context, StudioFile file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = file.IsImmutable ? Kept : Asked;
        headers.ETag = file.ETag;
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.Contains(file.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var (bytes, encoding) = Packed(file, context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        context.Response.ContentType = file.MediaType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    static (byte[] Bytes, string? Encoding) Packed(StudioFile file, string accepted) =>
        file.Brotli is { } brotli && Takes(accepted, "br") ? (brotli, "br")
        : file.Gzip is { } gzip && Takes(accepted, "gzip") ? (gzip, "gzip")
        : (file.Bytes, null);

    static bool Takes(string accepted, string encoding) =>
        accepted.Split(',').Any(part => part.Split(';')[0].Trim() == encoding);
}

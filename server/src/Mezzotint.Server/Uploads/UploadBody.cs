using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.Uploads;

/// <summary>Reads the file that a request brings: the body itself, or the first file of a form.</summary>
static class UploadBody
{
    /// <summary>The file's bytes; none where the request brings none.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large, or no form where it says so.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!IsForm(request))
            return await BytesAsync(request.Body, cancellation);
        try
        {
            var form = await request.ReadFormAsync(cancellation);
            if (form.Files is not [var file, ..])
                return [];
            await using var content = file.OpenReadStream();
            return await BytesAsync(content, cancellation);
        }
        catch (InvalidDataException error)
        {
            throw new BadHttpRequestException($"The form cannot be read: {error.Message}", error);
        }
    }

    /// <summary>By its type; a plain body may say what it will, since what it is shows in its bytes.</summary>
    static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    static async Task<byte[]> BytesAsync(Stream stream, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }
}

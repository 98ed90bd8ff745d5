using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.Plans;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Studio;

/// <summary>
/// The studio's one page, with what it needs before it asks for anything: the brand, and whether to ask who.
/// </summary>
/// <remarks>
/// What is written in is data: no script of the page is inline, and the nonce lets the studio's own code add style
/// elements. JSON is written with its usual escapes, so that no text of an operator can end the element.
/// </remarks>
sealed class StudioPage
{
    const string Title = "<title>Mezzotint</title>";
    const string Start = """<script type="application/json" id="start">{}</script>""";
    const string Nonce = """<meta name="csp-nonce" content="" />""";
    const string Name = "%NAME%";
    const string Logo = "%LOGO%";
    const string OwnLogo = "/icon.svg";
    const int NonceBytes = 16;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly string _text;

    /// <param name="text">The built page.</param>
    /// <exception cref="ServerException">It lacks a place that is filled here.</exception>
    public StudioPage(string text)
    {
        foreach (var place in (string[])[Title, Start, Nonce])
            if (!text.Contains(place, StringComparison.Ordinal))
                throw new ServerException(
                    $"The studio's index.html lacks '{place}': build it anew with './dev studio'.");
        _text = text;
    }

    /// <summary>A nonce that was never used.</summary>
    public static string CreateNonce() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));

    /// <summary>The page for one answer.</summary>
    /// <param name="branding">How the service is seen.</param>
    /// <param name="hasSession">Whether a session's cookie came along, whatever it is worth.</param>
    /// <param name="nonce">The answer's own.</param>
    public string Write(Branding branding, bool hasSession, string nonce)
    {
        var start = JsonSerializer.Serialize(new StartingPoint(ReadBranding.Show(branding), hasSession), Json);
        var name = HtmlEncoder.Default.Encode(branding.Name);
        return _text
            .Replace(Title, $"<title>{name}</title>", StringComparison.Ordinal)
            .Replace(Name, name, StringComparison.Ordinal)
            .Replace(Logo, HtmlEncoder.Default.Encode(branding.Logo ?? OwnLogo), StringComparison.Ordinal)
            .Replace(Nonce, Nonce.Replace("\"\"", $"\"{nonce}\"", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace(Start, Start.Replace("{}", start, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    sealed record StartingPoint(ShownBranding Brand, bool HasSession);
}

using System.Security.Cryptography;
using System.Text;

namespace Mezzotint.Server.Webhooks;

/// <summary>Signs messages: HMAC-SHA256 over "id.timestamp.body" (Standard Webhooks, v1).</summary>
static class WebhookSecret
{
    const string Start = "whsec_";
    const int Bytes = 32;

    public static byte[] Create() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>As its owner is told it.</summary>
    public static string Text(byte[] secret) => Start + Convert.ToBase64String(secret);

    /// <summary>The header's value: one signature for each key that is valid, apart by spaces.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Seconds since 1970 of this attempt.</param>
    /// <param name="body">As it is sent.</param>
    /// <param name="secrets">The keys.</param>
    public static string Sign(string id, string timestamp, string body, params IEnumerable<byte[]> secrets)
    {
        var content = Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}");
        return string.Join(' ', secrets.Select(secret =>
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, content))));
    }
}

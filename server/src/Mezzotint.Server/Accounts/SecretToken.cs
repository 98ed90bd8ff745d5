using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mezzotint.Server.Accounts;

/// <summary>32 random bytes that prove something to whoever holds them: a session, a link in a mail.</summary>
/// <remarks>Only the SHA-256 of the text is stored; 256 random bits need no salt.</remarks>
readonly record struct SecretToken
{
    const int RandomBytes = 32;

    /// <summary>Characters of a token: base64url of its bytes.</summary>
    public const int Length = 43;

    SecretToken(string text) => Text = text;

    /// <summary>As its holder has it.</summary>
    public string Text { get; }

    /// <summary>What is stored and searched for.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    /// <summary>A new one from the system's random bytes.</summary>
    public static SecretToken Create() =>
        new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)));

    /// <summary>Reads one; null where the text cannot be one.</summary>
    public static SecretToken? Parse(string? text) => text is { Length: Length } ? new SecretToken(text) : null;
}

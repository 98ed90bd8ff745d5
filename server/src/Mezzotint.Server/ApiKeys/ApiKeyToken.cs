using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Mezzotint.Server.ApiKeys;

/// <summary>A key as its owner holds it: mzt_, 32 random bytes, and a checksum, in letters and digits.</summary>
/// <remarks>
/// The checksum tells a mistyped or cut-off key from a wrong one without a look into the database, and lets scanners of
/// leaked secrets be sure. Only the SHA-256 of the whole text is stored.
/// </remarks>
readonly record struct ApiKeyToken
{
    const string Start = "mzt_";
    const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const int RandomBytes = 32;
    const int RandomDigits = 43; // 62^43 > 2^256
    const int CheckDigits = 6;   // 62^6 > 2^32

    static readonly SearchValues<char> AllDigits = SearchValues.Create(Digits);

    /// <summary>Letters that a list of keys shows.</summary>
    const int PrefixLength = 12;

    ApiKeyToken(string text) => Text = text;

    /// <summary>The whole key.</summary>
    public string Text { get; }

    /// <summary>Its first letters, which are no secret.</summary>
    public string Prefix => Text[..PrefixLength];

    /// <summary>What is stored and searched for.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    /// <summary>A new key from the system's random bytes.</summary>
    public static ApiKeyToken Create()
    {
        var body = Start + Encode(RandomNumberGenerator.GetBytes(RandomBytes), RandomDigits);
        return new ApiKeyToken(body + Check(body));
    }

    /// <summary>Reads a key; false where it is none or was mistyped.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKeyToken? token)
    {
        token = text is { Length: 4 + RandomDigits + CheckDigits } && text.StartsWith(Start, StringComparison.Ordinal)
            && text.AsSpan(Start.Length).IndexOfAnyExcept(AllDigits) < 0
            && text.EndsWith(Check(text[..^CheckDigits]), StringComparison.Ordinal)
            ? new ApiKeyToken(text) : null;
        return token is not null;
    }

    static string Check(string body) => Encode(SHA256.HashData(Encoding.ASCII.GetBytes(body))[..4], CheckDigits);

    /// <summary>A number of little-endian bytes in base 62, the smallest digit last.</summary>
    static string Encode(byte[] bytes, int length)
    {
        var number = new BigInteger(bytes, isUnsigned: true);
        return string.Create(length, number, static (digits, rest) =>
        {
            for (var i = digits.Length - 1; i >= 0; i--)
            {
                rest = BigInteger.DivRem(rest, Digits.Length, out var digit);
                digits[i] = Digits[(int)digit];
            }
        });
    }
}

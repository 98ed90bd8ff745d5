using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mezzotint.Server.Accounts;

/// <summary>Codes of authenticator apps: RFC 6238 with SHA-1, 30 seconds and 6 digits, as all of them do it.</summary>
static class Totp
{
    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648, section 6
    const int KeyBytes = 20;
    const int StepSeconds = 30;
    const int Digits = 6;
    const int Modulus = 1_000_000; // 10^Digits

    /// <summary>A new shared secret, in base 32.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Base32, KeyBytes * 8 / 5);

    /// <summary>The step of time whose code this is: the present one or one beside it; null where it is none.</summary>
    public static long? StepOf(string key, string? code, DateTimeOffset now)
    {
        if (code?.Length != Digits)
            return null;
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = present - 1; step <= present + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(CodeAt(key, step)), Encoding.UTF8.GetBytes(code)))
                return step;
        return null;
    }

    /// <summary>The code of a moment.</summary>
    public static string CodeAt(string key, DateTimeOffset time) =>
        CodeAt(key, time.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>What an authenticator reads from a QR code.</summary>
    public static string Uri(string key, string issuer, string email)
    {
        var name = System.Uri.EscapeDataString(issuer);
        return $"otpauth://totp/{name}:{System.Uri.EscapeDataString(email)}?secret={key}&issuer={name}";
    }

    /// <summary>HOTP(K, T) of RFC 4226, section 5.3: T in 8 bytes, dynamic truncation, the last digits.</summary>
    static string CodeAt(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // what every authenticator app does; HMAC does not need collisions to be hard
        HMACSHA1.HashData(Decode(key), counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7fffffff;
        return (number % Modulus).ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }

    static byte[] Decode(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if ((Base32.IndexOf(key[bit / 5], StringComparison.Ordinal) >> (4 - bit % 5) & 1) != 0)
                bytes[bit / 8] |= (byte)(0x80 >> bit % 8);
        return bytes;
    }
}

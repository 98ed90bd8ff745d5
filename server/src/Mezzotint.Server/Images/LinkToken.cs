using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Mezzotint.Server.Images;

/// <summary>What a link to a picture says: which, and until when, under a signature of this installation.</summary>
/// <param name="ImageId">The picture.</param>
/// <param name="Expires">Seconds since 1970.</param>
/// <param name="Signature">HMAC-SHA-256 of both.</param>
sealed record LinkToken(Guid ImageId, long Expires, byte[] Signature)
{
    const int ContentBytes = 16 + 8;
    const int Bytes = ContentBytes + HMACSHA256.HashSizeInBytes;

    /// <summary>What is signed begins with this, so that the key may sign other things too.</summary>
    static ReadOnlySpan<byte> Purpose => "image-link\0"u8;

    public static LinkToken Sign(Guid imageId, long expires, byte[] key) =>
        new(imageId, expires, HMACSHA256.HashData(key, Message(imageId, expires)));

    /// <summary>Reads a token; null where it is none.</summary>
    public static LinkToken? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return text.Length == Base64Url.GetEncodedLength(Bytes)
            && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
            && written == Bytes
            ? new LinkToken(new Guid(bytes[..16], bigEndian: true), BinaryPrimitives.ReadInt64BigEndian(bytes[16..]),
                bytes[ContentBytes..].ToArray())
            : null;
    }

    /// <summary>Whether this installation signed it.</summary>
    public bool IsSignedBy(byte[] key) => CryptographicOperations.FixedTimeEquals(
        Signature, HMACSHA256.HashData(key, Message(ImageId, Expires)));

    /// <summary>The token as it stands in an address.</summary>
    public string Write() => Base64Url.EncodeToString([.. Content(ImageId, Expires), .. Signature]);

    static byte[] Message(Guid imageId, long expires) => [.. Purpose, .. Content(imageId, expires)];

    static byte[] Content(Guid imageId, long expires)
    {
        var bytes = new byte[ContentBytes];
        imageId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), expires);
        return bytes;
    }
}

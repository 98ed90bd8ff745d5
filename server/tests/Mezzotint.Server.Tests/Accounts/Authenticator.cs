using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mezzotint.Server.Tests.Accounts;

/// <summary>A browser with an authenticator that holds one passkey: WebAuthn level 3, ES256, no attestation.</summary>
sealed class Authenticator(string origin)
{
    const byte UserPresent = 0x01;
    const byte UserVerified = 0x04;
    const byte HasCredential = 0x40;

    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] _credentialId = RandomNumberGenerator.GetBytes(16);
    string _userHandle = "";
    uint _signCount;

    /// <summary>What navigator.credentials.create gives.</summary>
    public object Create(JsonElement options)
    {
        _userHandle = options.GetProperty("user").GetProperty("id").GetString()!;
        var (x, y) = (_key.ExportParameters(false).Q.X!, _key.ExportParameters(false).Q.Y!);
        // COSE: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y.
        byte[] publicKey = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. x, 0x22, 0x58, 32, .. y];
        byte[] data =
        [
            .. Head(options.GetProperty("rp").GetProperty("id").GetString()!, HasCredential),
            .. new byte[16], 0, (byte)_credentialId.Length, .. _credentialId, .. publicKey,
        ];
        byte[] attestation =
        [
            0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x58,
            (byte)data.Length, .. data,
        ];
        return Credential(new
        {
            clientDataJSON = Encode(ClientData("webauthn.create", options)),
            attestationObject = Encode(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>What navigator.credentials.get gives.</summary>
    public object Get(JsonElement options)
    {
        _signCount++;
        var client = ClientData("webauthn.get", options);
        var data = Head(options.GetProperty("rpId").GetString()!, 0);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new
        {
            clientDataJSON = Encode(client),
            authenticatorData = Encode(data),
            signature = Encode(signature),
            userHandle = _userHandle,
        });
    }

    object Credential(object response) => new
    {
        id = Encode(_credentialId),
        rawId = Encode(_credentialId),
        type = "public-key",
        clientExtensionResults = new { },
        response,
    };

    byte[] Head(string domain, byte flags)
    {
        var head = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(domain), head);
        head[32] = (byte)(UserPresent | UserVerified | flags);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(33), _signCount);
        return head;
    }

    byte[] ClientData(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = options.GetProperty("challenge").GetString(),
        origin,
        crossOrigin = false,
    });

    /// <summary>A short text in CBOR.</summary>
    static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

using Microsoft.AspNetCore.Identity;

namespace Mezzotint.Server.Accounts;

/// <summary>A passkey as it is stored.</summary>
sealed record PasskeyRow
{
    public required byte[] CredentialId { get; init; }
    public required string Name { get; init; }
    public required byte[] PublicKey { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required long SignCount { get; init; }
    public required string[] Transports { get; init; }
    public required bool IsUserVerified { get; init; }
    public required bool IsBackupEligible { get; init; }
    public required bool IsBackedUp { get; init; }
    public required byte[] AttestationObject { get; init; }
    public required byte[] ClientDataJson { get; init; }

    public UserPasskeyInfo ToPasskey() => new(CredentialId, PublicKey, CreatedAt, (uint)SignCount, Transports,
        IsUserVerified, IsBackupEligible, IsBackedUp, AttestationObject, ClientDataJson)
    {
        Name = Name,
    };
}

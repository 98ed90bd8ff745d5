namespace Mezzotint.Contracts.Images;

/// <summary>The body of PATCH /api/v1/images/{id}.</summary>
/// <param name="IsPublic">Whether everybody shall see it in the gallery; the plan must let its owner choose.</param>
public sealed record ImageChange(bool IsPublic);

namespace Mezzotint.Contracts.Images;

/// <summary>The body of PATCH /api/v1/images/{id}. What is left out stays as it is.</summary>
public sealed record ImageChange
{
    /// <summary>Whether everybody shall see it in the gallery; the plan must let its owner choose.</summary>
    public bool? IsPublic { get; init; }
}

namespace Mezzotint.Contracts.Generations;

/// <summary>Why a picture was not made. It costs nothing.</summary>
/// <param name="Code">A stable word.</param>
/// <param name="Detail">A sentence.</param>
public sealed record ImageFailure(string Code, string Detail);

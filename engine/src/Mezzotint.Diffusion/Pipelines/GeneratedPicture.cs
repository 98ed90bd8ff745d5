namespace Mezzotint.Diffusion.Pipelines;

/// <summary>A picture that was made, with the seed that makes it again.</summary>
/// <param name="Picture">The pixels.</param>
/// <param name="Seed">Its own seed: with it and a count of 1 the same request gives the same bytes.</param>
public sealed record GeneratedPicture(Picture Picture, long Seed);

using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Cli.Shelf;

/// <summary>What was brought into the data folder.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Found">What it is.</param>
/// <param name="Sha256">SHA-256 of an add-on's file in hexadecimal digits; null for a model.</param>
sealed record TakenFiles(string Path, NetworkInspection Found, string? Sha256);

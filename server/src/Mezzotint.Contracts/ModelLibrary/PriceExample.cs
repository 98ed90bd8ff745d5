namespace Mezzotint.Contracts.ModelLibrary;

/// <summary>What one picture of a size costs; an estimate tells it for any request.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Credits">Its price.</param>
public sealed record PriceExample(string Operation, int Width, int Height, decimal Credits);

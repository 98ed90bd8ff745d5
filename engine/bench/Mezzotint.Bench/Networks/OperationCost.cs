namespace Mezzotint.Bench.Networks;

/// <summary>What one operation took within one evaluation of a network.</summary>
/// <param name="Name">The operation with its shape.</param>
/// <param name="Calls">How often it was called.</param>
/// <param name="Seconds">All calls together.</param>
/// <param name="Arithmetic">Floating-point operations of all calls, as <see cref="MeteredOperations"/> counts.</param>
public sealed record OperationCost(string Name, int Calls, double Seconds, double Arithmetic);

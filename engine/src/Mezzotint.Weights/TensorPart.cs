namespace Mezzotint.Weights;

/// <summary>Where the values of a weight stand in a checkpoint: a tensor, or some of its rows.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="FirstRow">First entry of the outermost dimension.</param>
/// <param name="RowCount">How many entries, or null for all that follow.</param>
/// <param name="IsTransposed">Whether the checkpoint has the matrix (in, out) where this engine has (out, in).</param>
public readonly record struct TensorPart(
    string Name, int FirstRow = 0, int? RowCount = null, bool IsTransposed = false);

namespace Mezzotint.Tensors;

/// <summary>A weight's values as its file gives them: some entries of the outermost dimension at a time.</summary>
/// <param name="Read">Reads them; called from several threads at once.</param>
/// <param name="Forget">Says that all that is wanted was read.</param>
public sealed record WeightRows(RowReader Read, Action Forget);

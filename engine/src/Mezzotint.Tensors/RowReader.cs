namespace Mezzotint.Tensors;

/// <summary>Reads entries of a weight's outermost dimension.</summary>
/// <param name="first">The first one.</param>
/// <param name="values">Receives whole entries, row-major; its length says how many.</param>
public delegate void RowReader(int first, Span<float> values);

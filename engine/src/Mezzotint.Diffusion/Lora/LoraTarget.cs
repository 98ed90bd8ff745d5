using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Lora;

/// <summary>Rows of a weight that a module of a LoRA changes.</summary>
/// <param name="Weight">(out, in) or (out, in, kernelHeight, kernelWidth).</param>
/// <param name="FirstRow">The first of its rows that is changed.</param>
/// <param name="RowCount">How many are.</param>
/// <param name="FirstModuleRow">The row of the module's product that is added to the first of them.</param>
public readonly record struct LoraTarget(Weight Weight, int FirstRow, int RowCount, int FirstModuleRow);

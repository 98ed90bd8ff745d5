namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>A right factor that was packed before.</summary>
/// <param name="values">The packed matrix's first float.</param>
/// <param name="depth">Its depth.</param>
/// <param name="panels">Its number of panels.</param>
/// <param name="panelWidth">Columns of a panel.</param>
readonly unsafe struct PackedRight(float* values, int depth, int panels, int panelWidth) : IRight
{
    public float* Panel(int panel, int start, int run, float* scratch) =>
        values + ((long)start * panels + (long)panel * Math.Min(run, depth - start)) * panelWidth;

    public float* Next(int panel, int start, int depth) => Panel(panel, start, depth, null);
}

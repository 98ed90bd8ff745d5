using Mezzotint.Tensors.Simd;

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

    public void Prefetch(int panel, int start, int run, int part, int parts)
    {
        var length = Math.Min(run, depth - start) * panelWidth;
        var first = Panel(panel, start, run, null);
        Memory.Prefetch(first + (long)length * part / parts, first + (long)length * (part + 1) / parts);
    }
}

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>A right factor that was packed before.</summary>
/// <param name="matrix">The packed matrix.</param>
readonly unsafe struct PackedRight(PackedMatrix matrix) : IRight
{
    public bool IsReady => matrix.Form == PackedForm.Single;

    public float* Panel(int panel, int start, int depth, float* scratch) =>
        matrix.Read(matrix.Offset(start, panel), depth * matrix.PanelWidth, scratch);

    public float* Next(int panel, int start) => (float*)matrix.At(matrix.Offset(start, panel));
}

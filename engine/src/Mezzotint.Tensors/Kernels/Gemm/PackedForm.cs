namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// How a packed matrix keeps its values; all are exact, and the shortest that holds every value is taken.
/// </summary>
enum PackedForm
{
    /// <summary>As they are multiplied: 32 bits.</summary>
    Single,

    /// <summary>Sign, 5 bits of exponent, 10 bits of fraction: what files of half precision hold.</summary>
    Half,

    /// <summary>The upper half of a single: what bfloat16 files hold.</summary>
    Brain,
}

namespace Mezzotint.Tensors.Simd;

/// <summary>Which text of each kernel runs: the scalar definition, or the vector one at a width.</summary>
enum Lanes
{
    Reference,
    Vector128,
    Vector256,
    Vector512,
}

namespace Mezzotint.Diffusion.Tests.Families;

/// <summary>A line of a key list.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Shape">Its lengths.</param>
/// <param name="DType">Its type, as safetensors names it.</param>
readonly record struct KeyEntry(string Name, int[] Shape, string DType = "F16")
{
    /// <summary>Bytes of its values.</summary>
    public long SizeBytes => Shape.Aggregate(
        DType switch { "I64" or "F64" => 8L, "F32" or "I32" => 4, "F16" or "BF16" => 2, _ => 1 },
        (bytes, length) => bytes * length);
}

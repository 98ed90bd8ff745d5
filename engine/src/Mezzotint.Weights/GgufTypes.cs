namespace Mezzotint.Weights;

/// <summary>The element types of GGUF files by their numbers: ggml-org/ggml, <c>ggml.h</c>, enum ggml_type.</summary>
static class GgufTypes
{
    static readonly (uint Number, DType DType)[] Known =
    [
        (0, DType.F32), (1, DType.F16), (2, DType.Q40), (3, DType.Q41), (6, DType.Q50), (7, DType.Q51),
        (8, DType.Q80), (10, DType.Q2K), (11, DType.Q3K), (12, DType.Q4K), (13, DType.Q5K), (14, DType.Q6K),
        (24, DType.I8), (25, DType.I16), (26, DType.I32), (27, DType.I64), (28, DType.F64), (30, DType.BF16),
    ];

    static readonly Dictionary<uint, string> Others = new()
    {
        [9] = "Q8_1", [15] = "Q8_K", [16] = "IQ2_XXS", [17] = "IQ2_XS", [18] = "IQ3_XXS", [19] = "IQ1_S",
        [20] = "IQ4_NL", [21] = "IQ3_S", [22] = "IQ2_S", [23] = "IQ4_XS", [29] = "IQ1_M", [34] = "TQ1_0",
        [35] = "TQ2_0", [39] = "MXFP4",
    };

    /// <summary>The names of the types that are read, as errors list them.</summary>
    public static string All => string.Join(", ", Known.Select(known => known.DType.Name()));

    /// <summary>The type of a number; null for one that is not read.</summary>
    public static DType? Find(uint number)
    {
        foreach (var known in Known)
            if (known.Number == number)
                return known.DType;
        return null;
    }

    /// <summary>What a type that is not read is called.</summary>
    public static string NameOf(uint number) => Others.GetValueOrDefault(number, "unknown");
}

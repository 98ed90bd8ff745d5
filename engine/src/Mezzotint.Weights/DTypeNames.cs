namespace Mezzotint.Weights;

/// <summary>What the formats call the element types, and how many bytes each takes.</summary>
public static class DTypeNames
{
    const int Group = 32;
    const int Super = 256;

    static readonly (DType DType, string Name, int SizeBytes)[] Known =
    [
        (DType.F64, "F64", 8), (DType.F32, "F32", 4), (DType.F16, "F16", 2), (DType.BF16, "BF16", 2),
        (DType.F8E4M3, "F8_E4M3", 1), (DType.F8E5M2, "F8_E5M2", 1),
        (DType.I64, "I64", 8), (DType.I32, "I32", 4), (DType.I16, "I16", 2), (DType.I8, "I8", 1),
        (DType.U64, "U64", 8), (DType.U32, "U32", 4), (DType.U16, "U16", 2), (DType.U8, "U8", 1),
        (DType.Bool, "BOOL", 1),
        (DType.Q40, "Q4_0", 18), (DType.Q41, "Q4_1", 20), (DType.Q50, "Q5_0", 22), (DType.Q51, "Q5_1", 24),
        (DType.Q80, "Q8_0", 34), (DType.Q2K, "Q2_K", 84), (DType.Q3K, "Q3_K", 110), (DType.Q4K, "Q4_K", 144),
        (DType.Q5K, "Q5_K", 176), (DType.Q6K, "Q6_K", 210),
    ];

    /// <summary>The names that a safetensors file may hold, as errors list them.</summary>
    internal static string All =>
        string.Join(", ", Known.Where(known => known.DType.BlockLength() == 1).Select(known => known.Name));

    /// <summary>The name in a file's header, such as <c>F8_E4M3</c>.</summary>
    public static string Name(this DType dtype) => Known[(int)dtype].Name;

    /// <summary>Elements that are stored together: 1, or 32 or 256 of a quantised type.</summary>
    public static int BlockLength(this DType dtype) => dtype switch
    {
        >= DType.Q2K => Super,
        >= DType.Q40 => Group,
        _ => 1,
    };

    /// <summary>Bytes of one element, or of one block of a quantised type.</summary>
    public static int SizeBytes(this DType dtype) => Known[(int)dtype].SizeBytes;

    /// <summary>Whether the elements are whole numbers, and not floating-point ones.</summary>
    public static bool IsInteger(this DType dtype) => dtype is >= DType.I64 and <= DType.Bool;

    /// <summary>The type that a safetensors file calls so, or null.</summary>
    internal static DType? Parse(string name)
    {
        foreach (var known in Known)
            if (known.Name == name && known.DType.BlockLength() == 1)
                return known.DType;
        return null;
    }
}

namespace Mezzotint.Weights;

/// <summary>What the safetensors format calls the element types, and how many bytes each takes.</summary>
public static class DTypeNames
{
    static readonly (DType DType, string Name, int SizeBytes)[] Known =
    [
        (DType.F64, "F64", 8), (DType.F32, "F32", 4), (DType.F16, "F16", 2), (DType.BF16, "BF16", 2),
        (DType.F8E4M3, "F8_E4M3", 1), (DType.F8E5M2, "F8_E5M2", 1),
        (DType.I64, "I64", 8), (DType.I32, "I32", 4), (DType.I16, "I16", 2), (DType.I8, "I8", 1),
        (DType.U64, "U64", 8), (DType.U32, "U32", 4), (DType.U16, "U16", 2), (DType.U8, "U8", 1),
        (DType.Bool, "BOOL", 1),
    ];

    /// <summary>All names, as errors list them.</summary>
    internal static string All => string.Join(", ", Known.Select(known => known.Name));

    /// <summary>The name in a file's header, such as <c>F8_E4M3</c>.</summary>
    public static string Name(this DType dtype) => Known[(int)dtype].Name;

    /// <summary>Bytes of one element.</summary>
    public static int SizeBytes(this DType dtype) => Known[(int)dtype].SizeBytes;

    /// <summary>Whether the elements are whole numbers, and not floating-point ones.</summary>
    public static bool IsInteger(this DType dtype) => dtype >= DType.I64;

    /// <summary>The type with this name, or null.</summary>
    internal static DType? Parse(string name)
    {
        foreach (var known in Known)
            if (known.Name == name)
                return known.DType;
        return null;
    }
}

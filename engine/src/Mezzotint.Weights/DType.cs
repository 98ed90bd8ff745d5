namespace Mezzotint.Weights;

/// <summary>How a checkpoint stores one element of a tensor.</summary>
public enum DType
{
    /// <summary>IEEE binary64.</summary>
    F64,

    /// <summary>IEEE binary32.</summary>
    F32,

    /// <summary>IEEE binary16: 5 bits of exponent, 10 of fraction.</summary>
    F16,

    /// <summary>The upper half of a binary32: 8 bits of exponent, 7 of fraction.</summary>
    BF16,

    /// <summary>
    /// 1-4-3 bits, bias 7, no infinities, S.1111.111 is not a number; Micikevicius et al. 2022 (arXiv:2209.05433),
    /// table 1.
    /// </summary>
    F8E4M3,

    /// <summary>1-5-2 bits, bias 15, infinities as in IEEE formats; the same paper and table.</summary>
    F8E5M2,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>Signed 16-bit integer.</summary>
    I16,

    /// <summary>Signed 8-bit integer.</summary>
    I8,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>One byte, 0 for false.</summary>
    Bool,

    /// <summary>Blocks of 32: d (F16), 4 bits q each; d (q - 8). These and those below as ggml stores them.</summary>
    Q40,

    /// <summary>Blocks of 32: d and m (F16), 4 bits q each; d q + m.</summary>
    Q41,

    /// <summary>Blocks of 32: d (F16), 5 bits q each; d (q - 16).</summary>
    Q50,

    /// <summary>Blocks of 32: d and m (F16), 5 bits q each; d q + m.</summary>
    Q51,

    /// <summary>Blocks of 32: d (F16), signed bytes q; d q.</summary>
    Q80,

    /// <summary>Blocks of 256 in 16 groups: d and m (F16), 4 bits each of scale s, minimum t; 2 bits q; d s q - m
    /// t.</summary>
    Q2K,

    /// <summary>Blocks of 256 in 16 groups: d (F16), 6 bits s, 3 bits q; d (s - 32) (q - 4).</summary>
    Q3K,

    /// <summary>Blocks of 256 in 8 groups: d and m (F16), 6 bits each of scale s, minimum t; 4 bits q; d s q - m
    /// t.</summary>
    Q4K,

    /// <summary>As <see cref="Q4K"/> with 5 bits q.</summary>
    Q5K,

    /// <summary>Blocks of 256 in 16 groups: d (F16), signed bytes s, 6 bits q; d s (q - 32).</summary>
    Q6K,
}

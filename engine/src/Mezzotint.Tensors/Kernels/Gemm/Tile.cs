namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>What a micro-kernel multiplies and where its result goes.</summary>
unsafe struct Tile
{
    /// <summary>The packed rows of the left factor.</summary>
    public float* Left;

    /// <summary>The packed panel of the right factor.</summary>
    public float* Right;

    /// <summary>Steps along the inner dimension.</summary>
    public int Depth;

    /// <summary>What the sums start from: the bias (stride 0), or what was summed so far.</summary>
    public float* Start;

    /// <summary>Floats between rows of <see cref="Start"/>.</summary>
    public long StartStride;

    /// <summary>What is added at the end, or null.</summary>
    public float* Add;

    /// <summary>Floats between rows of <see cref="Add"/>.</summary>
    public long AddStride;

    /// <summary>Where the sums are written.</summary>
    public float* Result;

    /// <summary>Floats between rows of <see cref="Result"/>.</summary>
    public long ResultStride;
}

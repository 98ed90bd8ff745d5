namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>What a micro-kernel multiplies and where its result goes.</summary>
unsafe struct Tile
{
    /// <summary>The packed rows of the left factor.</summary>
    public float* Left;

    /// <summary>The packed panel of the right factor.</summary>
    public float* Right;

    /// <summary>
    /// Floats from the panel of the right factor to the next, which is multiplied with it; 0 where it is alone.
    /// </summary>
    public long PanelStep;

    /// <summary>What will be wanted next: the kernel asks for one line of it every two steps.</summary>
    public float* Next;

    /// <summary>Floats from what is asked for in two steps to the next.</summary>
    public long NextStep;

    /// <summary>What else will be wanted, farther off: the kernel asks for one line of it every four steps.</summary>
    public float* Later;

    /// <summary>Floats from what is asked for in four steps to the next.</summary>
    public long LaterStep;

    /// <summary>Rows that count and are written; kernels may compute the others of the tile too.</summary>
    public int Rows;

    /// <summary>Steps along the inner dimension.</summary>
    public int Depth;

    /// <summary>What the sums are added to: the bias (stride 0), what was summed so far, or null.</summary>
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

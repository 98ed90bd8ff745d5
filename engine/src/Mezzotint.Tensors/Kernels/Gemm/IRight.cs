namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>Where the right factor of a product (depth, columns) comes from: panels of two vectors' width.</summary>
unsafe interface IRight
{
    /// <summary>Whether panels are multiplied where they lie: then they may be asked for often.</summary>
    bool IsReady { get; }

    /// <summary>
    /// The panel's values over a run of the depth, [d * panelWidth + column], with zeros right of the last column.
    /// </summary>
    /// <param name="panel">Which panel: columns from panel * panelWidth on.</param>
    /// <param name="start">First index of the depth.</param>
    /// <param name="depth">Length of the run.</param>
    /// <param name="scratch">Room for depth x panelWidth floats, for sources that pack as they go.</param>
    float* Panel(int panel, int start, int depth, float* scratch);

    /// <summary>
    /// Where a panel that will be wanted soon lies in memory as it will be read, or null for sources that pack as they
    /// go.
    /// </summary>
    /// <param name="panel">Which panel; it must exist.</param>
    /// <param name="start">First index of the depth.</param>
    float* Next(int panel, int start);
}

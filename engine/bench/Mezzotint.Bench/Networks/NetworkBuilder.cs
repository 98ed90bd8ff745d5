using Mezzotint.Diffusion;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>Builds a network and what it is shown.</summary>
/// <param name="source">Its weights.</param>
/// <param name="size">Edge of the picture in pixels.</param>
/// <param name="batch">Pictures at a time.</param>
/// <returns>One evaluation.</returns>
delegate Action<Operations> NetworkBuilder(WeightSource source, int size, int batch);

using Mezzotint.Diffusion.Denoisers.ControlNet;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>A ControlNet with what it sees, for one request.</summary>
/// <param name="Use">How strongly and when it guides.</param>
/// <param name="Network">The network.</param>
/// <param name="Hint">What it sees, (H, W, C), in memory of its own.</param>
sealed record RunningControl(ControlUse Use, ControlNetModel Network, Tensor Hint)
{
    /// <summary>Whether it guides in a step, counted from 1, of so many.</summary>
    public bool IsActive(int step, int steps) =>
        (step - 1) / (double)steps >= Use.Start && step / (double)steps <= Use.End;
}

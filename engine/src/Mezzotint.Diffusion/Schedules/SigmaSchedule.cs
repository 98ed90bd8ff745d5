namespace Mezzotint.Diffusion.Schedules;

/// <summary>A way to choose the noise levels of a run from those of a model.</summary>
/// <param name="levels">The model's levels.</param>
/// <param name="steps">Number of sampler steps wanted, at least 1. One schedule, ddim_uniform, may give some
/// more.</param>
/// <returns>Sigmas that descend and end in 0: one more than there are steps.</returns>
/// <exception cref="ArgumentException">The schedule cannot make so few or so many steps.</exception>
public delegate float[] SigmaSchedule(NoiseLevels levels, int steps);

using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>
/// The network with its guidance, as samplers see it: noisy latents and sigma to the estimate of the clean ones.
/// </summary>
/// <param name="ops">What computes.</param>
/// <param name="model">The network and its prediction type.</param>
/// <param name="plan">The prompts of each step.</param>
/// <param name="sigmas">The run's noise levels from its very first step, descending: they tell the step.</param>
/// <param name="besides">What an inpainting UNet is given besides each latent, (1, H, W, n); null for none.</param>
/// <param name="controls">The ControlNets that guide.</param>
sealed class GuidedDenoiser(
    Operations ops, DiffusionModel model, PromptPlan plan, IReadOnlyList<float> sigmas, Tensor? besides,
    IReadOnlyList<RunningControl> controls)
{
    /// <summary>A timestep's name does not depend on the picture's size, so the usual one serves.</summary>
    readonly NoiseLevels _levels = model.LevelsFor(model.DefaultSize, model.DefaultSize);

    readonly List<(Conditioning[] Parts, Conditioning Whole)> _gathered = [];

    /// <summary>The guided estimate.</summary>
    /// <param name="latent">(B, C, H, W).</param>
    /// <param name="sigma">Noise level.</param>
    /// <returns>(B, C, H, W), in memory of its own.</returns>
    public Tensor Denoise(Tensor latent, float sigma)
    {
        using var scope = ops.Scope();
        var preconditioning = Preconditioning.At(model.Prediction, sigma);
        var input = ops.ToChannelsLast(preconditioning.ModelInput(latent));
        if (besides is not null)
            input = ops.Concat([input, Repeat(besides, latent.Shape[0])], -1);
        Tensor? output = null;
        // Branches whose texts are equally long, and that go through the same blocks, share a batch.
        var step = StepAt(sigma);
        var active = controls.Where(control => control.IsActive(step, sigmas.Count - 1)).ToArray();
        foreach (var group in plan.At(step).GroupBy(
            branch => (branch.Conditioning.Context.Shape[1], branch.Conditioning.SkippedBlocks)))
        {
            var sum = Predict(input, [.. group], (float)_levels.TimestepAt(sigma), active);
            output = output is null ? sum : output + sum;
        }
        return preconditioning.Denoised(latent, output!);
    }

    /// <summary>The step that a noise level belongs to, counted from 1.</summary>
    int StepAt(float sigma)
    {
        var step = 1;
        while (step < sigmas.Count - 1 && sigmas[step] >= sigma)
            step++;
        return step;
    }

    /// <summary>The weighted sum of the branches' predictions, (B, C, H, W).</summary>
    Tensor Predict(Tensor input, GuidanceBranch[] branches, float timestep, RunningControl[] active)
    {
        using var scope = ops.Scope();
        var images = input.Shape[0];
        var timesteps = new float[branches.Length * images];
        Array.Fill(timesteps, timestep);
        var x = Repeat(input, branches.Length);
        var conditioning = Gathered([.. branches.SelectMany(
            branch => Enumerable.Repeat(branch.Conditioning, images))]);
        conditioning = conditioning with { Controls = ModelControls.Sum(ops, active, x, timesteps, conditioning) };
        var output = ops.ToChannelsFirst(model.Network.Forward(ops, x, timesteps, conditioning));
        var sum = output.Rows(0, images) * (float)branches[0].Weight;
        for (var i = 1; i < branches.Length; i++)
            sum += output.Rows(i * images, images) * (float)branches[i].Weight;
        return sum;
    }

    /// <summary>
    /// The conditionings of a batch as one: the same at each step with the same texts, so that what the network
    /// remembers of them serves again.
    /// </summary>
    Conditioning Gathered(Conditioning[] parts)
    {
        var known = _gathered.Find(entry => entry.Whole.SkippedBlocks == parts[0].SkippedBlocks
            && entry.Parts.Select(part => part.Context).SequenceEqual(
                parts.Select(part => part.Context), ReferenceEqualityComparer.Instance));
        if (known.Whole is not null)
            return known.Whole;
        using var scope = ops.Scope();
        var whole = new Conditioning(
            Join(parts, part => part.Context), parts[0].Vector is null ? null : Join(parts, part => part.Vector!))
        {
            Guidance = parts[0].Guidance is null ? null : Join(parts, part => part.Guidance!),
            SkippedBlocks = parts[0].SkippedBlocks,
            Memory = new TextMemory(),
        };
        _gathered.Add((parts, whole));
        return whole;
    }

    Tensor Join(Conditioning[] parts, Func<Conditioning, Tensor> choose) =>
        ops.Concat([.. parts.Select(choose)], 0).Clone();

    Tensor Repeat(Tensor x, int times) => times == 1 ? x : ops.Concat([.. Enumerable.Repeat(x, times)], 0);
}

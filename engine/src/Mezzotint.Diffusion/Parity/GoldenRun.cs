using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The steps of a golden way from prompt to picture.</summary>
sealed partial class GoldenRun(DiffusionModel model, Checkpoint values, JsonElement description)
{
    const double TextTolerance = 1e-4;
    const double SigmaShare = 1e-5;
    const double LatentShare = 2e-3;
    const double PictureTolerance = 1e-2;
    const double UNetTolerance = 1e-3;

    /// <summary>
    /// The timestep of the single call: the golden data does not tell it, a search over all found it.
    /// </summary>
    const float SingleTimestep = 500;

    const string Marker = ".sigmas";

    readonly CpuOperations _ops = new();

    /// <summary>The sampler runs that are recorded.</summary>
    public IEnumerable<string> Names => values.Names.Where(name => name.EndsWith(Marker, StringComparison.Ordinal))
        .Select(name => name[..^Marker.Length]).Order(StringComparer.Ordinal);

    /// <summary>Token ids and encoded prompts.</summary>
    public void CompareText(GoldenComparison comparison)
    {
        foreach (var (ids, encoded, prompt) in Prompts())
        {
            var row = Row(prompt);
            comparison.Compare(
                ids, new Tensor(new Shape(1, row.Length), Array.ConvertAll(row, id => (float)id)), tolerance: 0.5);
            comparison.Compare(encoded, Encode(prompt), TextTolerance);
        }
    }

    /// <summary>One call of the UNet.</summary>
    public void CompareUNet(GoldenComparison comparison)
    {
        using var scope = _ops.Scope();
        var conditioning = new Conditioning(values.Read("cond"));
        var output = model.Network.Forward(
            _ops, _ops.ToChannelsLast(values.Read("unet_single.x")), [SingleTimestep], conditioning);
        comparison.CompareInside(_ops, "unet_single.eps_cond", output, UNetTolerance);
    }

    /// <summary>One run: its noise levels, each step's estimate, the last latent, the picture.</summary>
    public void CompareRun(string name, GoldenComparison comparison)
    {
        var plan = RunName().Match(name);
        if (!plan.Success)
            throw new FormatException($"'{name}' is no run that can be read.");
        var sigmas = Sigmas(plan);
        comparison.Compare(name + Marker, new Tensor(new Shape(sigmas.Length), sigmas), SigmaShare * sigmas[0]);
        var guidance = double.Parse(plan.Groups["cfg"].Value, CultureInfo.InvariantCulture);
        var prompts = PromptPlan.Of(
            new GenerationRequest("prompt") { Negative = "negative", GuidanceScale = guidance }, sigmas.Length - 1,
            (_, isNegative) =>
                new Conditioning(Encode(description.GetProperty(isNegative ? "negative" : "prompt").GetString()!)));
        var x = values.Read("noise") * sigmas[0];
        if (name.StartsWith("img2img", StringComparison.Ordinal))
            x += InitialLatent(comparison);
        var steps = new List<Tensor>();
        var draws = 0;
        var latent = SamplerNames.Find(plan.Groups["sampler"].Value).Sample(
            x, new SamplingRun(
                new GuidedDenoiser(_ops, model, prompts, sigmas, besides: null, controls: []).Denoise, sigmas, (_, _) =>
                    values.Read(name + ".noise").Rows(draws++, 1))
            {
                Progress = step => steps.Add(step.Denoised),
            });
        CompareShare(comparison, name + ".denoised_steps", _ops.Concat(steps, 0));
        CompareShare(comparison, name + ".latent", latent);
        var image = new TiledAutoencoder(_ops, model.Autoencoder).Decode(latent / model.LatentScale);
        comparison.Compare(name + ".decoded", image, PictureTolerance);
    }

    /// <summary>Latents grow with sigma: their error is judged against the largest of them.</summary>
    void CompareShare(GoldenComparison comparison, string name, Tensor actual)
    {
        if (!values.Contains(name))
            return;
        var largest = 0f;
        foreach (var value in values.Read(name).Span)
            largest = Math.Max(largest, Math.Abs(value));
        comparison.Compare(name, actual, LatentShare * largest);
    }

    Tensor InitialLatent(GoldenComparison comparison)
    {
        var latent = new TiledAutoencoder(_ops, model.Autoencoder).Encode(
            values.Read("img2img.image01") * 2 + -1f) * model.LatentScale;
        comparison.Compare("img2img.latent_init", latent, TextTolerance);
        return latent;
    }

    /// <summary>
    /// This engine's noise levels; where the name does not say of which schedule, of that nearest to the recorded ones.
    /// </summary>
    float[] Sigmas(Match plan)
    {
        var steps = int.Parse(plan.Groups["steps"].ValueSpan, CultureInfo.InvariantCulture);
        var from = plan.Groups["from"].Success ? int.Parse(plan.Groups["from"].ValueSpan, CultureInfo.InvariantCulture)
            : 0;
        string[] schedules = plan.Groups["schedule"].Success ? [plan.Groups["schedule"].Value] : ["normal", "karras"];
        var recorded = values.Read(plan.Value + Marker).Span[0];
        return schedules.Select(name => ScheduleNames.Find(name)(model.Source.Noise.Levels, steps)[from..])
            .MinBy(sigmas => Math.Abs(sigmas[0] - recorded))!;
    }

    (string Ids, string Encoded, string Prompt)[] Prompts() =>
    [
        ("ids.prompt", "cond", description.GetProperty("prompt").GetString()!),
        ("ids.negative", "uncond", description.GetProperty("negative").GetString()!),
        ("ids.empty", "empty", ""),
    ];

    int[] Row(string prompt)
    {
        var text = model.Texts[0];
        return text.Tokenizer.Row(text.Tokenizer.Encode(prompt), text.PadId);
    }

    /// <summary>The prompt as it stands: its brackets are no weights here.</summary>
    Tensor Encode(string prompt)
    {
        var (text, row) = (model.Texts[0], Row(prompt));
        return text.Encoder.Forward(
            _ops, row, [Array.IndexOf(row, text.Tokenizer.EndId)], model.Family.Reading(
                model.Source, 0, clipSkip: null)).Tokens;
    }

    [GeneratedRegex(
        @"^(img2img_)?(?<sampler>euler_a|[a-z]+[0-9]?[a-z]*?)(_(?<schedule>karras|exponential|sgm_uniform))?"
        + @"(_from(?<from>\d+)of)?(?<steps>\d+)_cfg(?<cfg>[\d.]+)$")]
    private static partial Regex RunName();
}

using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// FLUX.1: a rectified flow told by T5's tokens and CLIP's pooled vector; dev guides itself, schnell needs four steps.
/// </summary>
sealed class Flux1 : ModelFamily
{
    const int DevTokens = 512;
    const int SchnellTokens = 256;
    const int PixelsPerToken = 16;

    /// <inheritdoc/>
    public override string Name => "FLUX.1";

    /// <inheritdoc/>
    public override float LatentScale => 0.3611f;

    /// <inheritdoc/>
    public override float LatentShift => 0.1159f;

    /// <inheritdoc/>
    public override string TinyDecoder => "taef1_decoder.safetensors";

    /// <inheritdoc/>
    public override bool Matches(ModelSource source) => source.Denoiser is FluxConfig;

    /// <inheritdoc/>
    public override string Licence(ModelSource source) => IsDev(source)
        ? "FLUX.1 [dev] Non-Commercial License: no commercial use of the model without a contract" : "Apache-2.0";

    /// <inheritdoc/>
    public override string NameOf(ModelSource source) => IsDev(source) ? "FLUX.1 dev" : "FLUX.1 schnell";

    /// <inheritdoc/>
    public override PredictionType GuessPrediction(ModelSource source) => PredictionType.Flow;

    /// <summary>Dev's levels move up with the number of tokens; schnell's are even.</summary>
    /// <inheritdoc/>
    public override NoiseLevels LevelsFor(ModelSource source, int width, int height) => IsDev(source)
        ? FlowNoiseLevels.Flux(FlowNoiseLevels.FluxMu(width / PixelsPerToken * (height / PixelsPerToken)))
        : FlowNoiseLevels.Flux(mu: 0);

    /// <inheritdoc/>
    public override GenerationDefaults Defaults(ModelSource source) => IsDev(source)
        ? new GenerationDefaults(28, 3.5, "Euler", "shifted_linear")
        : new GenerationDefaults(4, 1, "Euler", "shifted_linear");

    /// <inheritdoc/>
    public override bool IsSelfGuided(ModelSource source) => IsDev(source);

    /// <inheritdoc/>
    protected override int DefaultSize(PredictionType prediction) => 1024;

    /// <summary>Of CLIP only the pooled vector is read.</summary>
    /// <inheritdoc/>
    public override ClipReading Reading(ModelSource source, int index, int? clipSkip) =>
        new(clipSkip ?? 1, IsPooled: true);

    /// <inheritdoc/>
    public override int PadId(int index, int endId) => endId;

    /// <inheritdoc/>
    public override int T5Length(ModelSource source, int tokens) =>
        Math.Max(IsDev(source) ? DevTokens : SchnellTokens, tokens);

    /// <inheritdoc/>
    public override (Tensor Context, Tensor? Pooled) Compose(
        Operations ops, ModelSource source, IReadOnlyList<ClipStates> texts, Tensor? t5) =>
        (t5 ?? throw new ArgumentException("FLUX.1 cannot read a prompt without its T5 encoder."), texts[0].Pooled);

    static bool IsDev(ModelSource source) => source.Denoiser is FluxConfig { HasGuidance: true };
}

using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>Attention over text and picture with normalised heads and turned by place.</summary>
static class FluxAttention
{
    const float Epsilon = 1e-6f;

    /// <summary>The attention of every token of some streams, one behind the other, to every other.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="config">The width C and the number of heads.</param>
    /// <param name="rotation">(sum of L, d).</param>
    /// <param name="streams">Queries, keys and values side by side, (B, L, 3 C or more), and gains (d).</param>
    /// <returns>(B, sum of L, C).</returns>
    public static Tensor Attend(
        Operations ops, FluxConfig config, Tensor rotation,
        params IReadOnlyList<(Tensor Joint, Weight QueryGain, Weight KeyGain)> streams)
    {
        using var scope = ops.Scope();
        return scope.Keep(ops.Attention(
            Turned(0, stream => stream.QueryGain), Turned(1, stream => stream.KeyGain), Part(2, _ => null),
            config.Heads));

        Tensor Part(int index, Func<(Tensor Joint, Weight QueryGain, Weight KeyGain), Weight?> gain) => ops.JoinHeads(
            [.. streams.Select(s => (s.Joint, gain(s)))], index * config.Width, config.Width, Epsilon);

        Tensor Turned(int index, Func<(Tensor Joint, Weight QueryGain, Weight KeyGain), Weight?> gain)
        {
            using var inner = ops.Scope();
            return inner.Keep(ops.RotatePairs(Part(index, gain), rotation));
        }
    }
}

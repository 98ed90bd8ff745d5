using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers;

/// <summary>Between latents and the tokens of transformers, each a patch of 2 x 2 latent pixels.</summary>
static class LatentPatches
{
    /// <summary>Latent pixels along the edge of a patch.</summary>
    public const int Edge = 2;

    /// <summary>The patches of latents, channel by channel: c, then row and column within the patch.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, C), H and W even.</param>
    /// <returns>(B, H/2 W/2, 4 C).</returns>
    public static Tensor Split(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var (batch, height, width, channels) = Check(x);
        var tokens = batch * height * width;
        var phases = new Tensor[Edge * Edge];
        for (var row = 0; row < Edge; row++)
        {
            var rows = ops.Reshape(x, new Shape(batch * height, Edge, width * Edge * channels));
            rows = ops.Reshape(ops.Slice(rows, 1, row, 1), new Shape(tokens, Edge, channels));
            for (var column = 0; column < Edge; column++)
                phases[row * Edge + column] = ops.Reshape(
                    ops.Slice(rows, 1, column, 1), new Shape(tokens, channels, 1));
        }
        var patches = ops.Concat(phases, -1);
        return scope.Keep(ops.Reshape(patches, new Shape(batch, height * width, Edge * Edge * channels)));
    }

    /// <summary>Undoes <see cref="Split"/>.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="tokens">(B, H/2 W/2, 4 C), channel by channel.</param>
    /// <param name="size">Height and width of the latents.</param>
    /// <returns>(B, H, W, C).</returns>
    public static Tensor Join(Operations ops, Tensor tokens, (int Height, int Width) size)
    {
        using var scope = ops.Scope();
        var channels = tokens.Shape[^1] / (Edge * Edge);
        var patches = ops.Reshape(tokens, new Shape(tokens.Shape.Rows, channels, Edge * Edge));
        var phases = new Tensor[Edge * Edge];
        for (var i = 0; i < phases.Length; i++)
            phases[i] = ops.Reshape(ops.Slice(patches, 2, i, 1), new Shape(tokens.Shape.Rows, channels));
        var pixels = ops.Reshape(
            ops.Concat(phases, -1), new Shape(tokens.Shape[0], tokens.Shape[1], Edge * Edge * channels));
        return scope.Keep(JoinPixels(ops, pixels, size));
    }

    /// <summary>Latents from patches that go pixel by pixel: row and column within the patch, then c.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="tokens">(B, H/2 W/2, 4 C), pixel by pixel.</param>
    /// <param name="size">Height and width of the latents.</param>
    /// <returns>(B, H, W, C).</returns>
    public static Tensor JoinPixels(Operations ops, Tensor tokens, (int Height, int Width) size)
    {
        using var scope = ops.Scope();
        var (batch, channels) = (tokens.Shape[0], tokens.Shape[^1] / (Edge * Edge));
        var patches = ops.Reshape(tokens, new Shape(tokens.Shape.Rows, Edge, Edge * channels));
        var rows = new Tensor[Edge];
        for (var row = 0; row < Edge; row++)
            rows[row] = ops.Reshape(
                ops.Slice(patches, 1, row, 1), new Shape(batch * size.Height / Edge, 1, size.Width * channels));
        return scope.Keep(ops.Reshape(ops.Concat(rows, 1), new Shape(batch, size.Height, size.Width, channels)));
    }

    static (int Batch, int Height, int Width, int Channels) Check(Tensor x) =>
        x.Shape.Rank == 4 && x.Shape[1] % Edge == 0 && x.Shape[2] % Edge == 0
            ? (x.Shape[0], x.Shape[1] / Edge, x.Shape[2] / Edge, x.Shape[3])
            : throw new ArgumentException($"Latents of {x.Shape} have no whole patches of {Edge} x {Edge}.");
}

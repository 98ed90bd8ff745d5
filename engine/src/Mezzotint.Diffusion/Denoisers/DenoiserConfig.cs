namespace Mezzotint.Diffusion.Denoisers;

/// <summary>What all denoisers' sizes have in common: how they fit to text encoders and autoencoder.</summary>
public abstract record DenoiserConfig
{
    /// <summary>Channels of the input: those of the latent, or more where a mask or picture is given too.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Width of a context token.</summary>
    public required int ContextWidth { get; init; }

    /// <summary>
    /// Width of the vector that is embedded beside the timestep (pooled text, sizes); 0 for none.
    /// </summary>
    public int VectorWidth { get; init; }

    /// <summary>Latent pixels along the edge of what the network takes as one; latents' edges are multiples.</summary>
    public virtual int PatchEdge => 1;

    /// <summary>Builds the network of these sizes.</summary>
    /// <param name="source">Its weights.</param>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public abstract DenoiserNetwork Build(WeightSource source);
}

namespace Mezzotint.Training.Miniature;

/// <summary>The parts of the miniature's training, in the order in which they must run.</summary>
public enum MiniatureStage
{
    /// <summary>The autoencoder learns pictures.</summary>
    Autoencoder,
}

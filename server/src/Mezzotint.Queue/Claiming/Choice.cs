namespace Mezzotint.Queue.Claiming;

/// <summary>A lane whose head is for a worker, unless it proves to have changed.</summary>
/// <param name="Claimant">Who gets it.</param>
/// <param name="Lane">Where it waits.</param>
/// <param name="IsPass">Whether a lane was passed over for its model.</param>
sealed record Choice(Claimant Claimant, OpenLane Lane, bool IsPass);

namespace Mezzotint.Catalogue.Rules;

/// <summary>Whether a plan has what is asked for: <see cref="Allowed"/> or <see cref="Refused"/>.</summary>
public abstract record Verdict
{
    Verdict()
    {
    }

    /// <summary>It has.</summary>
    public sealed record Allowed : Verdict;

    /// <summary>It has not.</summary>
    /// <param name="Refusals">All that stands against it, in the order of the rules; at least one.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : Verdict
    {
        /// <summary>What an answer says where there is room for one.</summary>
        public Refusal First => Refusals[0];
    }

    /// <summary>The verdict of some refusals, or of none.</summary>
    internal static Verdict Of(IReadOnlyList<Refusal> refusals) =>
        refusals.Count == 0 ? new Allowed() : new Refused(refusals);
}

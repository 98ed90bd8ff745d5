using Mezzotint.Server.Plans;

namespace Mezzotint.Server.Catalogues;

/// <summary>What became of a catalogue that was to be stored.</summary>
abstract record StoreResult
{
    StoreResult()
    {
    }

    /// <summary>It holds now.</summary>
    public sealed record Stored(CatalogueRow Row) : StoreResult;

    /// <summary>It held already; nothing was written.</summary>
    public sealed record Unchanged(CatalogueRow Row) : StoreResult;

    /// <summary>Another holds than it was made from.</summary>
    public sealed record Outrun : StoreResult;

    /// <summary>It lacks plans that workspaces are on.</summary>
    public sealed record PlansInUse(IReadOnlyList<UsedPlan> Plans) : StoreResult
    {
        /// <summary>Which they are and what to do.</summary>
        public string Sentence => "Workspaces are on plans that this catalogue has not: "
            + string.Join(", ", Plans.Select(plan => $"{plan.Plan} ({plan.WorkspaceCount:N0})"))
            + ". Keep these plans, or move the workspaces to others first.";
    }
}

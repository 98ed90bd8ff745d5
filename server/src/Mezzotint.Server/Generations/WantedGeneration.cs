using Mezzotint.Catalogue;
using Mezzotint.Ledger;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Generations;

/// <summary>A generation that may come to be: its row, its jobs, and what they cost.</summary>
sealed record WantedGeneration(GenerationRow Row, JobBatch Batch, Hold Hold, Plan Plan, Caller Caller);

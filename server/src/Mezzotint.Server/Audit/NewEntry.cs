namespace Mezzotint.Server.Audit;

/// <summary>Something that an admin does.</summary>
/// <param name="Actor">Who: <see cref="ApiKeys.Caller.Actor"/>.</param>
/// <param name="Action">What, a stable word such as credits.adjusted.</param>
/// <param name="Subject">To what: a word and an id, such as workspace:0199...</param>
/// <param name="Details">More, written as JSON; no secrets.</param>
sealed record NewEntry(string Actor, string Action, string Subject, object Details);

using System.Text.Json;

namespace Mezzotint.Contracts.Administration;

/// <summary>Something that an admin did.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Actor">Who: key: or user: and an id.</param>
/// <param name="Action">What, a stable word such as credits.adjusted.</param>
/// <param name="Subject">To what: a word and an id, such as workspace:0199...</param>
/// <param name="Details">More, as the action has it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record AuditEntry(
    Guid Id, string Actor, string Action, string Subject, JsonElement Details, DateTimeOffset CreatedAt);

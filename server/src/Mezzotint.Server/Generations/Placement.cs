namespace Mezzotint.Server.Generations;

/// <summary>Where a waiting image stands.</summary>
/// <param name="Position">About its place in the queue, 1 is next; null where it does not wait.</param>
/// <param name="StartAt">When it is expected to start; null where there is nothing to go by.</param>
readonly record struct Placement(long? Position, DateTimeOffset? StartAt);

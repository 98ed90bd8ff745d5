using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;

namespace Mezzotint.Server.Generations;

/// <summary>The words of the API for where an image and a generation stand.</summary>
static class GenerationStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public static string Of(JobState state) => state switch
    {
        JobState.Available => Queued,
        JobState.Running => Running,
        JobState.Completed => Completed,
        JobState.Cancelled => Cancelled,
        _ => Failed,
    };

    /// <summary>Of all images together: unfinished until all are final, and completed where at least one is.</summary>
    public static string Of(IReadOnlyCollection<GeneratedImage> images)
    {
        bool Any(string status) => images.Any(image => image.Status == status);
        if (Any(Running) || Any(Queued))
            return images.All(image => image.Status == Queued) ? Queued : Running;
        return Any(Completed) ? Completed : Any(Failed) ? Failed : Cancelled;
    }

    public static bool IsFinal(string status) => status is Completed or Failed or Cancelled;
}

namespace Mezzotint.Server.Events;

/// <summary>What can happen to a generation, in the words of the API.</summary>
static class EventType
{
    public const string GenerationAccepted = "generation.accepted";
    public const string ImageStarted = "image.started";
    public const string ImageProgress = "image.progress";
    public const string ImageRequeued = "image.requeued";
    public const string ImageCompleted = "image.completed";
    public const string ImageFailed = "image.failed";
    public const string ImageCancelled = "image.cancelled";
    public const string GenerationFinished = "generation.finished";
}

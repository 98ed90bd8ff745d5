using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;

namespace Mezzotint.Server.Generations;

/// <summary>An image as the API shows it: what the queue knows of its job, and what is stored.</summary>
static class ShownImage
{
    /// <summary>Either is enough: a job that is not done has nothing stored, and an old one is forgotten.</summary>
    public static GeneratedImage Of(GenerationRow row, JobStatus? job, StoredImage? stored)
    {
        var id = job?.JobId ?? stored!.Id;
        var index = job?.JobIndex ?? stored!.Index;
        return new GeneratedImage
        {
            Id = id,
            Status = GenerationStatus.Of(job?.State ?? JobState.Completed),
            Url = stored is null ? null : $"/api/v1/images/{id}/content",
            ThumbnailUrl = stored is null ? null : $"/api/v1/images/{id}/thumbnail",
            PreviewUrl = job is { State: JobState.Running, Step: > 0 } ? $"/api/v1/images/{id}/preview" : null,
            IsDeleted = stored is null && job?.State == JobState.Completed,
            Seed = row.Seed + index,
            Model = row.Model,
            Width = stored?.Width,
            Height = stored?.Height,
            Seconds = stored?.Seconds,
            Cost = job is null or { State: JobState.Completed } ? Generations.InCredits(row.ImageMillicredits) : null,
            Step = job?.State == JobState.Running ? job.Step : null,
            Steps = job?.State == JobState.Running ? job.StepCount : null,
            Failure = job is { State: JobState.Discarded, Failure: { } kind } ? Failure(kind, job) : null,
        };
    }

    /// <summary>The worker's word for it; the queue's own where the queue ended the attempt.</summary>
    static ImageFailure Failure(FailureKind kind, JobStatus job) => new(
        (kind is FailureKind.WorkerLost or FailureKind.TimeLimit ? null : job.FailureCode)
            ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()), job.FailureSentence ?? "");
}

using Dapper;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Problems;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>The pictures that a generation starts from, which each of its jobs has until it is final.</summary>
/// <param name="Image">The picture; null for a generation that starts from noise alone.</param>
/// <param name="Mask">Which part of it is painted anew; null for all.</param>
sealed record StartingPictures(StartingPicture? Image, StartingPicture? Mask)
{
    /// <summary>What its ControlNets see, in their order.</summary>
    public IReadOnlyList<StartingPicture> Controls { get; init; } = [];

    /// <summary>The one whose size is made where none is asked for; null where there is none.</summary>
    public StartingPicture? Seen => Image ?? (Controls is [var first, ..] ? first : null);

    /// <summary>A generation that starts from noise alone.</summary>
    public static readonly StartingPictures None = new(null, null);

    // A file that no row names may be about to go, so no job comes to name it.
    const string Insert = """
        insert into job_input (job_id, blob)
        select job.id, file.hash from unnest(@jobs) as job (id) cross join unnest(@hashes) as file (hash)
        where exists (select 1 from blob_in_use u where u.hash = file.hash)
        """;

    const string Delete = "delete from job_input where job_id = any (@jobIds)";

    const string Exists = "select exists (select 1 from job_input where job_id = @jobId and blob = @hash)";

    /// <summary>Finds what a request names among what its workspace has, or says which field names nothing.</summary>
    public static async Task<(StartingPictures Start, Problem? Fault)> FindAsync(
        NpgsqlDataSource database, Guid workspaceId, CreateGenerationRequest request, CancellationToken cancellation)
    {
        if (request is { Image: null, Control: null or [] })
            return (None, null);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (start, fault) = await ImagesAsync(connection, workspaceId, request, cancellation);
        if (fault is not null || request.Control is null or [])
            return (start, fault);
        var controls = new List<StartingPicture>();
        foreach (var (index, control) in request.Control.Index())
            if (await AnyAsync(connection, workspaceId, control.Image, cancellation) is { } picture)
                controls.Add(picture);
            else
                return (None, Problem.BadRequest($"control[{index}].image",
                    $"There is no upload and no image {control.Image}: send it in again."));
        return (start with { Controls = controls }, null);
    }

    static async Task<(StartingPictures Start, Problem? Fault)> ImagesAsync(
        NpgsqlConnection connection, Guid workspaceId, CreateGenerationRequest request,
        CancellationToken cancellation)
    {
        if (request.Image is not { } imageId)
            return (None, null);
        var image = await AnyAsync(connection, workspaceId, imageId, cancellation);
        if (image is null)
            return (None, Problem.BadRequest("image", $"There is no upload and no image {imageId}: send it in again."));
        if (request.Mask is not { } maskId)
            return (new StartingPictures(image, null), null);
        var mask = await AnyAsync(connection, workspaceId, maskId, cancellation);
        if (mask is null)
            return (None, Problem.BadRequest("mask", $"There is no upload and no image {maskId}: send it in again."));
        return (mask.Width, mask.Height) == (image.Width, image.Height) ? (new StartingPictures(image, mask), null)
            : (None, Problem.BadRequest("mask", $"The mask has {mask.Width} x {mask.Height} pixels, its picture "
                + $"{image.Width} x {image.Height}: they must be of one size."));
    }

    /// <summary>Keeps the files for some jobs, whatever becomes of the upload or the image that they were.</summary>
    /// <returns>What is wrong, where one was deleted since it was found; null where nothing is.</returns>
    public async Task<Problem?> KeepAsync(
        NpgsqlTransaction transaction, JobBatch batch, CancellationToken cancellation)
    {
        StartingPicture[] pictures = [.. new[] { Image, Mask }.Concat(Controls).OfType<StartingPicture>()
            .DistinctBy(one => one.Name)];
        if (pictures is [])
            return null;
        foreach (var picture in pictures)
            await BlobLock.ShareAsync(transaction, picture.Blob, cancellation);
        await Uploads.Uploads.UseAsync(
            transaction, batch.WorkspaceId, [.. pictures.Select(picture => picture.Id)], cancellation);
        var kept = await transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            jobs = batch.Jobs.Select(job => job.JobId).ToArray(),
            hashes = pictures.Select(picture => picture.Blob).ToArray(),
        }, transaction, cancellationToken: cancellation));
        return kept == batch.Jobs.Count * pictures.Length ? null
            : Problem.BadRequest("image", "A picture that this starts from was just deleted: send it in again.");
    }

    /// <summary>Whether a job starts from the file of this name.</summary>
    public static Task<bool> HasAsync(
        NpgsqlConnection connection, Guid jobId, byte[] hash, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(Exists, new { jobId, hash }, cancellationToken: cancellation));

    /// <summary>Lets the files of jobs go that are final.</summary>
    public static Task DropAsync(NpgsqlTransaction transaction, Guid[] jobIds, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Delete, new { jobIds }, transaction, cancellationToken: cancellation));

    static async Task<StartingPicture?> AnyAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation) =>
        await UploadAsync(connection, workspaceId, id, cancellation)
        ?? await ImageAsync(connection, workspaceId, id, cancellation);

    static async Task<StartingPicture?> UploadAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation) =>
        await Uploads.Uploads.FindAsync(connection, workspaceId, id, cancellation) is { } upload
            ? new StartingPicture(id, upload.Blob, upload.Width, upload.Height) : null;

    static async Task<StartingPicture?> ImageAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation) =>
        await Images.Images.FindAsync(connection, workspaceId, id, cancellation) is { } image
            ? new StartingPicture(id, image.Blob, image.Width, image.Height) : null;
}

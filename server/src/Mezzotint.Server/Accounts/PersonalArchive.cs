using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Mezzotint.Contracts.Credits;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Ledger;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Credits;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Images;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Workspaces;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Writes all that is a person's into a zip, part by part, so that its size does not matter.</summary>
/// <remarks>
/// <code>
/// account.json
/// workspaces/ID/workspace.json
///               generations.json   what was asked for, newest first
///               transfers.json     the account book
///               images.json        each with its recipe and the name of its file
///               images/FILE
/// </code>
/// No lock is held: what comes or goes meanwhile may be in it or not.
/// </remarks>
sealed class PersonalArchive(NpgsqlDataSource database, AccountReading accounts, FolderBlobs blobs)
{
    const int RowsAtOnce = 200;

    static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream stream, Guid person, CancellationToken cancellation)
    {
        await using var zip = await ZipArchive.CreateAsync(
            stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);
        await AddAsync(zip, "account.json", await accounts.ReadAsync(person, cancellation), cancellation);
        foreach (var workspace in await OwnedAsync(person, cancellation))
        {
            var (folder, id) = ($"workspaces/{workspace.Id}", workspace.Id);
            await AddAsync(zip, $"{folder}/workspace.json", workspace, cancellation);
            await AddAsync(zip, $"{folder}/generations.json", Generations(id, cancellation), cancellation);
            await AddAsync(zip, $"{folder}/transfers.json", Transfers(id, cancellation), cancellation);
            await AddAsync(zip, $"{folder}/images.json", Listed(id, cancellation), cancellation);
            await foreach (var image in Images(id, cancellation))
                await ArchivedPicture.WriteAsync(
                    zip, $"{folder}/{FileOf(image)}", image.CreatedAt, blobs.PathOf(image.Blob), cancellation);
        }
    }

    /// <summary>Adds one value; a list is read while it is written.</summary>
    static async Task AddAsync<T>(ZipArchive zip, string name, T value, CancellationToken cancellation)
    {
        await using var target = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(target, value, Indented, cancellation);
    }

    static string FileOf(ImageRow image) =>
        $"images/{ArchivedPicture.NameOf(image.Id, image.Seed, image.MediaType, image.CreatedAt)}";

    async Task<IReadOnlyList<Workspace>> OwnedAsync(Guid person, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await ListWorkspaces.OwnedAsync(connection, person, cancellation);
    }

    async IAsyncEnumerable<ArchivedImage> Listed(
        Guid workspace, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var image in Images(workspace, cancellation))
            yield return new ArchivedImage(FileOf(image), image.Shown());
    }

    IAsyncEnumerable<ImageRow> Images(Guid workspace, CancellationToken cancellation) => WalkAsync(
        Position.Beginning,
        (connection, after) => ListImages.AfterAsync(connection, workspace, after, RowsAtOnce, cancellation),
        image => image.Position, cancellation);

    IAsyncEnumerable<Generation> Generations(Guid workspace, CancellationToken cancellation) => WalkAsync(
        Position.Beginning,
        (connection, after) => ListGenerations.AfterAsync(connection, workspace, after, RowsAtOnce, cancellation),
        generation => new Position(generation.CreatedAt.UtcDateTime, generation.Id), cancellation);

    async IAsyncEnumerable<CreditTransfer> Transfers(
        Guid workspace, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = WalkAsync<Transfer, long?>(
            null,
            (connection, before) =>
                Ledger.Transfers.PageAsync(connection, workspace, before, RowsAtOnce, cancellation),
            transfer => transfer.Id, cancellation);
        await foreach (var transfer in rows)
            yield return ListTransfers.Show(transfer);
    }

    /// <summary>All rows, a part at a time; a slow reader keeps no connection.</summary>
    async IAsyncEnumerable<TRow> WalkAsync<TRow, TPlace>(
        TPlace place, Func<NpgsqlConnection, TPlace, Task<IReadOnlyList<TRow>>> read, Func<TRow, TPlace> placeOf,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<TRow> rows;
        do
        {
            await using (var connection = await database.OpenConnectionAsync(cancellation))
                rows = await read(connection, place);
            foreach (var row in rows)
                yield return row;
            place = rows.Count > 0 ? placeOf(rows[^1]) : place;
        }
        while (rows.Count == RowsAtOnce);
    }

    sealed record ArchivedImage(string File, Image Image);
}

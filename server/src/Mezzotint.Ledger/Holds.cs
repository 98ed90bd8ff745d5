using Dapper;
using Npgsql;

namespace Mezzotint.Ledger;

/// <summary>Credits set aside for images, and each image's share of them taken or given back, once.</summary>
/// <remarks>
/// Image i of price a has the stretch [i a, (i + 1) a) of what the hold took, in the order in which it took it. So the
/// grants that pay for an image are settled when the hold is, whichever image is done first.
/// What is done to one here, <see cref="OpenWallets"/> and <see cref="OpenHolds"/> do to many at once.
/// </remarks>
public static class Holds
{
    const string IsSameHold = """
        select workspace_id = @WorkspaceId and wallet = @Wallet and image_millicredits = @ImageMillicredits
          and length(images) = @ImageCount and api_key_id is not distinct from @ApiKeyId
        from ledger_hold where id = @Id
        """;

    /// <summary>Sets credits aside for all images of a request, or for none.</summary>
    public static async Task<HoldResult> HoldAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Hold hold, CancellationToken cancellation)
    {
        var wallet = await OpenWallets.LockAsync(transaction, [hold], cancellation);
        var result = wallet.Hold(hold);
        if (result is HoldResult.Held && await wallet.TryWriteAsync(cancellation))
            return result;
        // Asked last: the same hold may have been taken while this one waited for the wallet.
        var same = await connection.QuerySingleOrDefaultAsync<bool?>(
            new CommandDefinition(IsSameHold, hold, transaction, cancellationToken: cancellation));
        return same switch
        {
            true => new HoldResult.AlreadyHeld(),
            false => new HoldResult.IdempotencyConflict(),
            null => result,
        };
    }

    /// <summary>Spends one image's share, exactly once, also where a grant has expired since it was held.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="transaction">The transaction that also makes the image's job final.</param>
    /// <param name="holdId">The hold.</param>
    /// <param name="image">The image's index, from 0.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<CaptureResult> CaptureAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid holdId, int image,
        CancellationToken cancellation)
    {
        var holds = await OpenHolds.LockAsync(transaction, [holdId], isForRelease: false, cancellation);
        var result = holds.Capture(holdId, image);
        await holds.WriteAsync(cancellation);
        return result;
    }

    /// <summary>Gives an image's share back, or all that is held; what came of an expired grant expires.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="transaction">The transaction that also makes the image's job final.</param>
    /// <param name="holdId">The hold.</param>
    /// <param name="image">The image's index, from 0; null for all images that are still held.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<ReleaseResult> ReleaseAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid holdId, int? image,
        CancellationToken cancellation)
    {
        var holds = await OpenHolds.LockAsync(transaction, [holdId], isForRelease: true, cancellation);
        var result = holds.Release(holdId, image);
        await holds.WriteAsync(cancellation);
        return result;
    }
}

using System.Text;
using Mezzotint.Catalogue;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>The catalogue's side of `mezzotint models add`: whose files are there can be asked for.</summary>
public static class OfferModel
{
    /// <summary>Finds out, before anything is fetched, whether a model could be offered.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="wish">The model.</param>
    /// <param name="hasFiles">Whether its files were added before.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="ServerException">Another model has the key, or a tag is missing or unknown.</exception>
    public static async Task CheckAsync(
        ServerOptions options, NewModel wish, bool hasFiles, CancellationToken cancellation)
    {
        await using var database =
            await Database.OpenAsync(DataFolder.Open(options.DataFolder), options.ConnectionString, cancellation);
        var text = await StoredCatalogue.ReadAsync(database, options, cancellation);
        if (text.Catalogue.FindModel(wish.Key) is { Available: true } && !hasFiles)
            throw new ServerException(
                $"The catalogue has a model '{wish.Key}' already, with files elsewhere: choose another --name.");
        if (!hasFiles && text.Catalogue.AddOns.Any(addOn => addOn.Key == wish.Key && addOn.Available))
            throw new ServerException(
                $"The catalogue has an add-on '{wish.Key}' already, with files elsewhere: choose another --name.");
        Change(text, wish);
    }

    /// <summary>Makes the model one that can be asked for; again, it changes nothing.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="wish">The model.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <exception cref="ServerException">A tag is missing or unknown, or nothing prices the model.</exception>
    public static async Task RunAsync(ServerOptions options, NewModel wish, CancellationToken cancellation)
    {
        await using var database =
            await Database.OpenAsync(DataFolder.Open(options.DataFolder), options.ConnectionString, cancellation);
        await StoredCatalogue.ChangeAsync(database, options, text => Change(text, wish), cancellation);
    }

    static CatalogueText Change(CatalogueText text, NewModel wish)
    {
        if (text.Catalogue.FindModel(wish.Key) is { Available: true, Checkpoint: { } checkpoint } known
            && checkpoint == wish.Key && (wish.Picture is null || wish.Picture == known.Picture))
            return text;
        var changed = ModelEntries.Offer(text, new Model
        {
            Key = wish.Key,
            Title = wish.Title ?? wish.Key,
            Kind = wish.Kind,
            Factor = wish.Factor,
            Tags = text.Catalogue.FindModel(wish.Key)?.Tags ?? [Tag(text.Catalogue, wish)],
            Family = wish.Family,
            Picture = wish.Picture,
            Checkpoint = wish.Key,
            Wallet = text.Catalogue.Wallets[0].Key,
        });
        return CatalogueText.Read(Encoding.UTF8.GetBytes(changed), "The catalogue with this model");
    }

    /// <summary>The tag that is wished for, or the only one.</summary>
    /// <exception cref="ServerException">It is missing or unknown.</exception>
    internal static string Tag(OfferCatalogue catalogue, NewModel wish)
    {
        var known = catalogue.Tags.Select(tag => tag.Key).ToArray();
        var tag = wish.Tag ?? (known is [var only] ? only : null);
        return tag is not null && known.Contains(tag) ? tag : throw new ServerException(
            (tag is null ? "Plans tell models apart by tags" : $"There is no tag '{tag}'")
            + $": choose one with --tag: {string.Join(", ", known)}.");
    }
}

using System.Text;
using Mezzotint.Catalogue;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>The catalogue's side of `mezzotint models add` of a LoRA, an embedding or a ControlNet.</summary>
public static class OfferAddOn
{
    /// <summary>Makes the add-on one that can be named; again, it changes nothing.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="wish">Its key, title, tag and family.</param>
    /// <param name="file">What it is, and the SHA-256 of its file.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <exception cref="ServerException">A tag is missing or unknown.</exception>
    public static async Task RunAsync(
        ServerOptions options, NewModel wish, (AddOnKind Kind, string Sha256) file, CancellationToken cancellation)
    {
        await using var database =
            await Database.OpenAsync(DataFolder.Open(options.DataFolder), options.ConnectionString, cancellation);
        await StoredCatalogue.ChangeAsync(database, options, text => Change(text, wish, file), cancellation);
    }

    static CatalogueText Change(CatalogueText text, NewModel wish, (AddOnKind Kind, string Sha256) file)
    {
        var known = text.Catalogue.AddOns.FirstOrDefault(addOn => addOn.Key == wish.Key);
        var price = wish.Millicredits ?? known?.Millicredits ?? 0;
        if (known is { Available: true } && (known.Kind, known.Sha256, known.Millicredits)
            == (file.Kind, file.Sha256, price))
            return text;
        if (known is not null && known.Kind != file.Kind)
            throw new ServerException(
                $"The catalogue's '{wish.Key}' is another kind of add-on: choose another --name.");
        var changed = ModelEntries.Offer(text, new AddOn
        {
            Key = wish.Key,
            Title = wish.Title ?? wish.Key,
            Kind = file.Kind,
            Tags = known?.Tags ?? [OfferModel.Tag(text.Catalogue, wish)],
            Family = wish.Family,
            Sha256 = file.Sha256,
            Millicredits = price,
        });
        return CatalogueText.Read(Encoding.UTF8.GetBytes(changed), "The catalogue with this add-on");
    }
}

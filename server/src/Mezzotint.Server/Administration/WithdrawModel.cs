using System.Text;
using Mezzotint.Queue;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Administration;

/// <summary>The catalogue's side of `mezzotint models remove`: nobody can ask for the model any more.</summary>
public static class WithdrawModel
{
    /// <summary>Stores that the model cannot be used; again, it changes nothing.</summary>
    /// <param name="options">The installation.</param>
    /// <param name="key">The model's key.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>How many images were asked for before and are not done: they still need its files.</returns>
    /// <exception cref="ServerException">The catalogue has no such model.</exception>
    public static async Task<long> RunAsync(ServerOptions options, string key, CancellationToken cancellation)
    {
        await using var database =
            await Database.OpenAsync(DataFolder.Open(options.DataFolder), options.ConnectionString, cancellation);
        await StoredCatalogue.ChangeAsync(database, options, text => Change(text, key), cancellation);
        return await new Backlog(database.Source).UnfinishedOfModelAsync(key, cancellation);
    }

    static CatalogueText Change(CatalogueText text, string key)
    {
        if (text.Catalogue.FindModel(key) is { } model)
            return !model.Available ? text : CatalogueText.Read(
                Encoding.UTF8.GetBytes(ModelEntries.Withdraw(text, key)), "The catalogue without this model");
        var addOn = text.Catalogue.AddOns.FirstOrDefault(addOn => addOn.Key == key) ?? throw new ServerException(
            $"The catalogue has no model and no add-on '{key}': 'mezzotint models list' has all.");
        return !addOn.Available ? text : CatalogueText.Read(
            Encoding.UTF8.GetBytes(ModelEntries.WithdrawAddOn(text, key)), "The catalogue without this add-on");
    }
}

using System.Net.Http.Json;
using Mezzotint.Contracts.Images;

namespace Mezzotint.Server.Tests.Images;

public sealed class NeighbourTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_way_on_from_a_picture_leads_through_ones_own_history_to_its_ends()
    {
        var (_, client) = await pictures.SomebodyAsync("starter");
        var (_, other) = await pictures.SomebodyAsync("starter");
        var first = await pictures.ImageAsync(client, "first");
        await pictures.ImageAsync(other, "another's, between them");
        var second = await pictures.ImageAsync(client, "second");
        var third = await pictures.ImageAsync(client, "third");
        Assert.Equal((third.Id, first.Id), await NeighboursAsync(client, second.Id));
        Assert.Equal((null, second.Id), await NeighboursAsync(client, third.Id));
        Assert.Equal((second.Id, null), await NeighboursAsync(client, first.Id));
        using var hidden = await other.GetAsync($"/api/v1/images/{second.Id}/neighbours", Stop);
        await Pictures.ProblemAsync(hidden, 404, "not_found");
    }

    static async Task<(Guid? Newer, Guid? Older)> NeighboursAsync(HttpClient client, Guid id)
    {
        var found = await client.GetFromJsonAsync<ImageNeighbours>($"/api/v1/images/{id}/neighbours", Stop);
        return (found!.Newer, found.Older);
    }
}

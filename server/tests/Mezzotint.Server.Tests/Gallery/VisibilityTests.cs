using System.Net.Http.Json;
using Mezzotint.Contracts.Gallery;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Paging;

namespace Mezzotint.Server.Tests.Gallery;

public sealed class VisibilityTests(Pictures pictures) : IClassFixture<Pictures>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The plan "free" of monthly-quota shows all results, "starter" none.
    [Theory]
    [InlineData("free", true, "starter")]
    [InlineData("starter", false, "free")]
    public async Task A_plan_that_does_not_let_choose_decides_who_sees_a_picture(
        string plan, bool isPublic, string other)
    {
        var (_, client) = await pictures.SomebodyAsync(plan);
        var image = await pictures.ImageAsync(client, "as the plan says");
        Assert.Equal(isPublic, image.IsPublic);
        var gallery = await pictures.Server.Client(null).GetFromJsonAsync<Page<GalleryImage>>("/api/v1/gallery", Stop);
        Assert.Equal(isPublic, gallery!.Items.Any(shown => shown.Id == image.Id));
        using var refused = await client.PatchAsJsonAsync(
            $"/api/v1/images/{image.Id}", new ImageChange { IsPublic = !isPublic }, Stop);
        var problem = await Pictures.ProblemAsync(refused, 403, "visibility_not_in_plan");
        Assert.Equal(other, problem.GetProperty("plan").GetString());
        using var kept = await client.PatchAsJsonAsync(
            $"/api/v1/images/{image.Id}", new ImageChange { IsPublic = isPublic }, Stop);
        using var same = await client.PatchAsJsonAsync($"/api/v1/images/{image.Id}", new ImageChange(), Stop);
        Assert.Equal(isPublic, (await same.Content.ReadFromJsonAsync<Image>(Stop))!.IsPublic);
        Assert.Equal(isPublic, (await kept.Content.ReadFromJsonAsync<Image>(Stop))!.IsPublic);
    }
}

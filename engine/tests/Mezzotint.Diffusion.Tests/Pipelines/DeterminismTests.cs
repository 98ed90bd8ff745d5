using Mezzotint.Diffusion.Samplers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class DeterminismTests(SmallPipeline small) : IClassFixture<SmallPipeline>
{
    public static TheoryData<string> Samplers => [.. SamplerNames.All];

    [Theory]
    [MemberData(nameof(Samplers))]
    public void A_picture_is_the_same_in_a_batch_and_alone(string sampler)
    {
        var batch = small.Paint(request => request with { Sampler = sampler, Count = 3 });
        Assert.Equal([5, 6, 7], batch.Select(picture => picture.Seed));
        foreach (var picture in batch)
            Assert.Equal(
                picture.Picture.Rgb, small.PaintOne(
                request => request with { Sampler = sampler, Seed = picture.Seed }));
    }

    [Fact]
    public void A_picture_is_the_same_on_any_number_of_threads()
    {
        var before = Threads.Count;
        try
        {
            Threads.Count = 1;
            var alone = small.PaintOne();
            Threads.Count = 4;
            Assert.Equal(alone, small.PaintOne());
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Fact]
    public void Another_seed_gives_another_picture() =>
        Assert.NotEqual(small.PaintOne(), small.PaintOne(request => request with { Seed = 6 }));
}

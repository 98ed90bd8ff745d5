using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Tests.Lora;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class LoraPipelineTests(SmallAddOns small) : IClassFixture<SmallAddOns>
{
    [Fact]
    public void A_lora_on_off_and_on_again_gives_the_same_bytes_each_time()
    {
        var plain = small.PaintAnew("a red house");
        var changed = small.Paint("a red house <lora:one:0.8>");
        Assert.NotEqual(plain, changed);
        Assert.Equal(plain, small.Paint("a red house"));
        Assert.Equal(changed, small.Paint("a red house <lora:one:0.8>"));
        Assert.Equal(changed, small.PaintAnew("a red house <lora:one:0.8>"));
    }

    [Theory]
    [InlineData("<lora:one:0>a red house", "a red house")]
    [InlineData("a red house <lora:one>", "a red house<lora:one:1.0>")]
    [InlineData("a red house <lora:ONE:0.5>", "a <lora:one:0.5>red house")]
    public void What_tags_say_alike_paints_alike(string first, string second) =>
        Assert.Equal(small.PaintAnew(first), small.PaintAnew(second));

    [Fact]
    public void Several_loras_add_up_and_each_counts_by_its_multiplier()
    {
        var both = small.Paint("a red house <lora:one:0.8> <lora:two:-0.4>");
        Assert.NotEqual(both, small.Paint("a red house <lora:one:0.8>"));
        Assert.NotEqual(both, small.Paint("a red house <lora:one:0.8> <lora:two:0.4>"));
        Assert.Equal(both, small.Paint("a red house", request => request with
        {
            Loras = [new LoraUse(small.Lora("one"), 0.8), new LoraUse("two", -0.4)],
        }));
    }

    [Fact]
    public void A_request_tells_the_files_that_it_uses()
    {
        var request = new GenerationRequest("x <lora:two:0.4>") { Loras = [new LoraUse(small.Lora("one"))] };
        Assert.Equal(
            [("one", small.Lora("one")), ("two", small.Lora("two"))],
            small.Pipeline.AddOns(request).Select(addOn => (addOn.Name, addOn.Path)));
    }

    [Fact]
    public void A_lora_that_is_nowhere_is_an_error_that_lists_those_at_hand()
    {
        var message = Assert.Throws<PromptException>(() => small.Paint("a <lora:three:1> house")).Message;
        Assert.Contains("'three'", message);
        Assert.Contains("one", message);
    }

    [Theory]
    [InlineData("a <lora:one:strong> house", "'strong'")]
    [InlineData("a <lora:one:99> house", "-10 to 10")]
    public void A_bad_multiplier_is_an_error_that_shows_it(string prompt, string expected) =>
        Assert.Contains(expected, Assert.Throws<PromptException>(() => small.Paint(prompt)).Message);

    [Fact]
    public void A_lora_for_another_family_is_refused_with_both_named_and_changes_nothing()
    {
        var before = small.Paint("a red house <lora:one:1>");
        SmallLora.Write(small.Lora("xl"), contextWidth: 2048);
        var error = Assert.Throws<UnfitAddOnException>(() => small.Paint("a red house <lora:xl:1>"));
        Assert.Contains($"{small.Lora("xl")} is a LoRA for SDXL, the model is SD 1.x", error.Message);
        Assert.StartsWith("'xl' is a LoRA for SDXL, the model is SD 1.x", error.Sentence);
        Assert.DoesNotContain(Path.GetDirectoryName(small.Lora("xl"))!, error.Sentence);
        Assert.Equal(before, small.Paint("a red house <lora:one:1>"));
    }

    [Fact]
    public void A_damaged_lora_is_said_without_the_folder_it_lies_in()
    {
        File.WriteAllText(small.Lora("torn"), "no LoRA");
        var error = Assert.Throws<UnfitAddOnException>(() => small.Paint("a red house <lora:torn:1>"));
        File.Delete(small.Lora("torn"));
        Assert.Contains(small.Lora("torn"), error.Message);
        Assert.Contains("torn.safetensors", error.Sentence);
        Assert.DoesNotContain(Path.GetDirectoryName(small.Lora("torn"))!, error.Sentence);
    }

    [Fact]
    public void What_a_lora_has_besides_is_named()
    {
        SafetensorsWriter.Write(small.Lora("more"), [
            .. SmallLora.Module(new Random(3), SmallLora.Query, [4, 32], [32, 4]),
            .. SmallLora.Module(new Random(3), "lora_unet_nowhere", [4, 32], [32, 4]),
        ]);
        small.Paint("a red house <lora:more:1>");
        Assert.Equal($"lora_unet_nowhere ({small.Lora("more")})", Assert.Single(small.Pipeline.UnknownInLoras));
    }
}

using System.Text;
using Mezzotint.Tensors;

namespace Mezzotint.Cli.Tests;

/// <summary>Whatever cannot be done: one sentence, exit code 2, and nothing half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("prompt is empty", "")]
    [InlineData("prompt is empty", "  \n ")]
    [InlineData("--steps is '0': give a number from 1 to 1000", "x", "--steps", "0")]
    [InlineData("--steps is 'many'", "x", "--steps", "many")]
    [InlineData("--size is '256'", "x", "--size", "256")]
    [InlineData("--size is '0x64'", "x", "--size", "0x64")]
    [InlineData("--size is '-64x64'", "x", "--size", "-64x64")]
    [InlineData("--count is '0'", "x", "--count", "0")]
    [InlineData("--guidance is 'NaN'", "x", "--guidance", "NaN")]
    [InlineData("--seed is '-1'", "x", "--seed", "-1")]
    [InlineData("--quality is '101'", "x", "--quality", "101")]
    [InlineData("Euler a", "x", "--sampler", "nonesuch")]
    [InlineData("karras", "x", "--scheduler", "nonesuch")]
    [InlineData("png, jpeg, webp or avif", "x", "--format", "gif")]
    [InlineData("extension must be", "x", "--out", "house.bmp")]
    [InlineData("contradict", "x", "--out", "house.png", "--format", "jpeg")]
    [InlineData("--mask needs --init", "x", "--mask", "given-mask.png")]
    [InlineData("--strength needs --init", "x", "--strength", "0.5")]
    [InlineData("There is no option --stepz", "x", "--stepz", "3")]
    [InlineData("There is no model 'nonesuch'", "x", "--model", "nonesuch")]
    [InlineData("There is no file nowhere.png", "x", "--init", "nowhere.png")]
    [InlineData("There is no file nowhere.png", "--from", "nowhere.png")]
    public void Options_that_cannot_be_are_refused(string expected, params string[] arguments)
    {
        _place.GivenPicture("mask.png", 8, 8, 1);
        AssertRefused(expected, arguments);
    }

    [Fact]
    public void A_strength_of_nothing_is_refused() =>
        AssertRefused("changes nothing", "x", "--init", _place.GivenPicture("a.png", 64, 64), "--strength", "0");

    [Fact]
    public void A_picture_without_a_recipe_cannot_be_repeated() =>
        AssertRefused("carries no recipe", "--from", _place.GivenPicture("plain.png", 9, 9));

    [Fact]
    public void What_is_no_picture_is_refused() => AssertRefused(
        "PNG, JPEG, WebP or AVIF", "x", "--init", _place.GivenFile("a.png", Encoding.UTF8.GetBytes("not a picture")));

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    [InlineData("a.webp")]
    public void A_truncated_picture_is_refused(string name)
    {
        var whole = File.ReadAllBytes(_place.GivenPicture(name, 64, 64));
        AssertRefused("damaged or truncated", "x", "--init", _place.GivenFile(name, whole[..(whole.Length / 2)]));
    }

    [Fact]
    public void A_picture_that_claims_a_hundred_thousand_pixels_a_side_is_refused()
    {
        var small = File.ReadAllBytes(_place.GivenPicture("small.png", 64, 64));
        byte[] size = [0, 1, 0x86, 0xA0];
        size.CopyTo(small, 16);
        size.CopyTo(small, 20);
        byte[] checksum = [.. BitConverter.GetBytes(Crc32(small.AsSpan(12, 17))).Reverse()];
        checksum.CopyTo(small, 29);
        AssertRefused("100000 x 100000", "x", "--init", _place.GivenFile("bomb.png", small));
    }

    [Fact]
    public void A_mask_of_another_size_is_refused() => AssertRefused(
        "8 x 9 pixels", "x", "--init", _place.GivenPicture("a.png", 64, 64), "--mask",
        _place.GivenPicture("m.png", 8, 9, 1));

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_refused_before_any_work() =>
        AssertRefused("cannot be written to", "x", "--model", _place.GivenFile("m.safetensors", [1]), "--out",
            _place["given-m.safetensors/a.png"]);

    [Theory]
    [InlineData("model.ckpt", "pickle")]
    [InlineData("model.pt", "pickle")]
    [InlineData("pytorch_model.bin", "pickle")]
    public void A_pickle_is_refused_with_the_way_to_convert_it(string name, string expected) =>
        AssertRefused(expected, "x", "--model", _place.GivenFile(name, [0x80, 2, 0x7D, 0x71]));

    [Fact]
    public void A_truncated_and_a_forged_checkpoint_are_refused()
    {
        var header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8;
        byte[] whole = [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[8]];
        AssertRefused("truncated", "x", "--model", _place.GivenFile("cut.safetensors", whole[..^3]));
        AssertRefused("truncated", "x", "--model", _place.GivenFile("head.safetensors", whole[..20]));
        whole[7] = 0x7F;
        AssertRefused("not a safetensors file", "x", "--model", _place.GivenFile("forged.safetensors", whole));
    }

    [Fact]
    public void A_checkpoint_that_is_no_model_is_refused()
    {
        var header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8;
        AssertRefused("other.safetensors", "x", "--model", _place.GivenFile(
            "other.safetensors", [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[8]]));
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        const string name = "model.diffusion_model.middle_block.0.in_layers.2.weight";
        AssertRefused(name, "x", "--model", _place.GivenModel(tensors => tensors.Remove(name)));
    }

    [Fact]
    public void A_misshapen_tensor_is_named_with_both_shapes()
    {
        const string name = "model.diffusion_model.middle_block.0.in_layers.2.bias";
        var model = _place.GivenModel(tensors => tensors[name] = new Tensor(new Shape(tensors[name].Shape[0] + 1)));
        AssertRefused("is (65), expected (64)", "x", "--model", model);
    }

    [Theory]
    [InlineData("60x64", "multiples of")]
    [InlineData("100000x64", "100000")]
    public void A_size_that_the_model_cannot_make_is_refused(string size, string expected) =>
        AssertRefused(expected, "x", "--size", size, "--model", _place.GivenModel());

    [Fact]
    public void Unknown_commands_and_missing_ones_are_told()
    {
        Assert.Equal(2, _place.Run("paint").ExitCode);
        Assert.Contains("no command 'paint'", _place.Run("paint").Error, StringComparison.Ordinal);
        Assert.Equal(2, _place.Run("models").ExitCode);
        Assert.Equal(2, _place.Run("parity", "nowhere").ExitCode);
        Assert.Equal(2, _place.Run("bench", "nothing").ExitCode);
    }

    void AssertRefused(string expected, params string[] arguments)
    {
        var result = _place.Run(["generate", .. arguments]);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.StartsWith("mezzotint: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Empty(_place.MadeFiles);
    }

    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            for (var bit = 0; bit < 8; bit++)
                crc = ((crc ^ value >> bit) & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        return ~crc;
    }
}

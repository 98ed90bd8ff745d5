using Mezzotint.Tensors;

namespace Mezzotint.Weights.Tests;

public sealed class WeightReaderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly Checkpoint _checkpoint;

    public WeightReaderTests()
    {
        SafetensorsWriter.Write(_folder["m.safetensors"],
        [
            new("net.q.weight", new Tensor(new Shape(1, 2), [1, 2])),
            new("net.k.weight", new Tensor(new Shape(2, 2), [3, 4, 5, 6])),
            new("net.conv.weight", new Tensor(new Shape(3, 1, 1, 1), [7, 8, 9])),
            new("projection", new Tensor(new Shape(2, 3), [1, 2, 3, 4, 5, 6])),
        ]);
        _checkpoint = Checkpoint.Open(_folder["m.safetensors"]);
    }

    public void Dispose()
    {
        _checkpoint.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_weight_is_found_below_its_scope_and_read()
    {
        var weight = new WeightReader(_checkpoint).Scope("net.").Scope("q.").Require("weight", 1, 2);
        Assert.Equal("net.q.weight", weight.Name);
        Assert.Equal([1f, 2f], weight.Value.Span);
    }

    [Fact]
    public void A_misshapen_weight_is_named_with_both_shapes()
    {
        var error = Assert.Throws<CheckpointException>(() =>
            new WeightReader(_checkpoint).Require("net.q.weight", 2, 2));
        Assert.Contains("'net.q.weight'", error.Message, StringComparison.Ordinal);
        Assert.Contains("is (1, 2), expected (2, 2)", error.Message, StringComparison.Ordinal);
        Assert.Equal("net.q.weight", error.TensorName);
    }

    [Fact]
    public void A_missing_weight_is_named_with_its_shape()
    {
        var error = Assert.Throws<CheckpointException>(() =>
            new WeightReader(_checkpoint).Scope("net.").Require("v.weight", 2, 2));
        Assert.Contains("'net.v.weight' is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected (2, 2)", error.Message, StringComparison.Ordinal);
        Assert.Null(new WeightReader(_checkpoint).Find("net.v.weight", 2, 2));
    }

    [Fact]
    public void What_was_not_asked_for_is_listed()
    {
        var reader = new WeightReader(_checkpoint);
        reader.Scope("net.").Require("q.weight", 1, 2);
        reader.Find("net.absent", 1);
        Assert.Equal(["net.conv.weight", "net.k.weight", "projection"], reader.Unused);
    }

    [Fact]
    public void A_one_by_one_kernel_and_a_matrix_are_the_same()
    {
        var reader = new WeightReader(_checkpoint);
        Assert.Equal(new Shape(3, 1), reader.Require("net.conv.weight", 3, 1).Value.Shape);
        Assert.Equal(new Shape(1, 2, 1, 1), reader.Require("net.q.weight", 1, 2, 1, 1).Value.Shape);
    }

    [Fact]
    public void Names_are_mapped_rows_are_cut_and_parts_are_stacked()
    {
        var reader = new WeightReader(_checkpoint, path => path switch
        {
            "fused" => [new("net.k.weight", 1, 1), new("net.q.weight"), new("net.k.weight", 0, 1)],
            "turned" => [new("projection", IsTransposed: true)],
            _ => [new("elsewhere." + path)],
        });
        Assert.Equal([5f, 6, 1, 2, 3, 4], reader.Require("fused", 3, 2).Value.Span);
        Assert.Equal([1f, 4, 2, 5, 3, 6], reader.Require("turned", 3, 2).Value.Span);
        var error = Assert.Throws<CheckpointException>(() => reader.Require("x", 1));
        Assert.Contains("'x' (there 'elsewhere.x') is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_not_there_and_parts_that_do_not_stack_are_refused()
    {
        var reader = new WeightReader(_checkpoint, path => path == "rows"
            ? [new("net.k.weight", 1, 2)] : [new("net.k.weight"), new("projection")]);
        Assert.Contains("no rows 1 to 2",
            Assert.Throws<CheckpointException>(() => reader.Require("rows", 2, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("do not stack", Assert.Throws<CheckpointException>(() => reader.Require("s", 4, 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_can_be_asked_for()
    {
        var reader = new WeightReader(_checkpoint);
        Assert.Equal(new Shape(2, 2), reader.ShapeOf("net.k.weight"));
        Assert.Null(reader.ShapeOf("net.x"));
    }
}

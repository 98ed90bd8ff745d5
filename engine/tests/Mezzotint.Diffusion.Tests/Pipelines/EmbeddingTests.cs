using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Text.Embeddings;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class EmbeddingTests(SmallAddOns small) : IClassFixture<SmallAddOns>
{
    const int Width = 64;

    [Fact]
    public void An_embedding_counts_where_its_name_stands_and_nowhere_else()
    {
        var before = small.Paint("a red house by qqstyle, at night");
        Write("qqstyle", 3);
        var after = small.Paint("a red house by qqstyle, at night");
        Assert.NotEqual(before, after);
        Assert.Equal(after, small.Paint("a red house by QQstyle, at night"));
        Assert.Equal(small.Paint("a red house"), small.PaintAnew("a red house"));
        var request = new GenerationRequest("a (qqstyle:1.2) house");
        Assert.Equal("qqstyle", Assert.Single(small.Pipeline.AddOns(request)).Name);
        Assert.Empty(small.Pipeline.AddOns(request with { Prompt = "my qqstyles" }));
    }

    [Fact]
    public void An_embedding_counts_in_the_negative_prompt()
    {
        Write("qqbad", 2);
        Assert.NotEqual(
            small.Paint("a house", request => request with { Negative = "qqworse" }),
            small.Paint("a house", request => request with { Negative = "qqbad" }));
    }

    /// <summary>The vectors of a word's own tokens in its place give the word's own picture.</summary>
    [Fact]
    public void Vectors_of_the_vocabulary_paint_what_their_words_paint()
    {
        using var model = Checkpoint.Open(Path.Combine(Path.GetDirectoryName(small.Embedding("x"))!, "..",
            "text_encoder", "model.safetensors"));
        var table = model.Read("text_model.embeddings.token_embedding.weight");
        var vectors = new Tensor(new Shape(2, Width));
        // In the small vocabulary a letter that ends a word has the id of its byte's symbol plus 256.
        table.Rows('q' - '!', 1).Span.CopyTo(vectors.Rows(0, 1).Span);
        table.Rows('r' - '!' + 256, 1).Span.CopyTo(vectors.Rows(1, 1).Span);
        SafetensorsWriter.Write(small.Embedding("zzz"), [KeyValuePair.Create("emb_params", vectors)]);
        Assert.Equal(small.Paint("a (qr:1.3) house"), small.Paint("a (zzz:1.3) house"));
        // A request may bring the file along.
        var elsewhere = small.Lora("zzz");
        File.Move(small.Embedding("zzz"), elsewhere);
        Assert.Equal(small.Paint("a (qr:1.3) house"),
            small.Paint("a (zzz:1.3) house", request => request with { Embeddings = [elsewhere] }));
        File.Delete(elsewhere);
    }

    [Fact]
    public void An_embedding_for_another_family_is_refused_with_both_widths()
    {
        SafetensorsWriter.Write(
            small.Embedding("wide"), [KeyValuePair.Create("emb_params", new Tensor(new Shape(2, 1024)))]);
        var error = Assert.Throws<UnfitAddOnException>(() => small.Paint("a wide house"));
        File.Delete(small.Embedding("wide"));
        Assert.StartsWith(
            "'wide' is an embedding for SD 2.x, its vectors are 1024 wide; the model is SD 1.x", error.Sentence);
        Assert.Contains("take 64", error.Sentence);
        Assert.Contains(small.Embedding("wide"), error.Message);
    }

    [Fact]
    public void A_pair_of_vectors_serves_both_encoders_of_sdxl()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder.File("pair.safetensors"), [
            KeyValuePair.Create("clip_g", new Tensor(new Shape(3, 1280))),
            KeyValuePair.Create("clip_l", new Tensor(new Shape(3, 768))),
        ]);
        var vectors = EmbeddingFile.Read(folder.File("pair.safetensors"), [768, 1280], "SDXL");
        Assert.Equal([new Shape(3, 768), new Shape(3, 1280)], vectors.Select(tensor => tensor.Shape));
        Assert.Contains(
            "an embedding for SDXL", Assert.Throws<UnfitAddOnException>(
                () => EmbeddingFile.Read(folder.File("pair.safetensors"), [768], "SD 1.x")).Message);
    }

    [Fact]
    public void A_file_of_too_many_vectors_is_no_embedding()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(
            folder.File("table.safetensors"), [KeyValuePair.Create("*", new Tensor(new Shape(76, Width)))]);
        Assert.Contains(
            "1 to 75 vectors", Assert.Throws<CheckpointException>(
                () => EmbeddingFile.Read(folder.File("table.safetensors"), [Width], "SD 1.x")).Message);
    }

    void Write(string name, int vectors)
    {
        var (random, tensor) = (new Random(vectors), new Tensor(new Shape(vectors, Width)));
        foreach (ref var value in tensor.Span)
            value = (float)(random.NextDouble() - 0.5);
        SafetensorsWriter.Write(small.Embedding(name), [KeyValuePair.Create("emb_params", tensor)]);
    }
}

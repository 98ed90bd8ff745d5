using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Training.Miniature;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Miniature;

public sealed class MiniatureVocabularyTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mezzotint-vocabulary-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_word_of_the_captions_is_one_token()
    {
        foreach (var word in Captioner.Vocabulary)
            Assert.True(MiniatureVocabulary.Tokenizer.Encode(word).Length == 1, word);
    }

    [Fact]
    public void Any_other_text_is_several_known_tokens()
    {
        var ids = MiniatureVocabulary.Tokenizer.Encode("zeppelins über Zürich 2026 \U0001F680");
        Assert.True(ids.Length > 5);
        Assert.All(ids, id => Assert.InRange(id, 0, MiniatureVocabulary.Size - 1));
    }

    [Fact]
    public void Every_caption_fits_in_a_row()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var caption = Captioner.Describe(SceneSampler.Training.Draw(random), random, dropProbability: 0);
            Assert.InRange(MiniatureVocabulary.Tokenizer.Encode(caption).Length, 1, ClipTokenizer.RowLength - 2);
        }
    }

    [Fact]
    public void A_written_vocabulary_reads_back_as_the_same()
    {
        MiniatureVocabulary.Write(_folder);
        var read = ClipVocabulary.FromFolder(_folder);
        const string text = "a red house on a green hill at night, quietly";
        Assert.Equal(MiniatureVocabulary.Tokenizer.Encode(text), read.Encode(text));
        Assert.Equal(MiniatureVocabulary.Size, read.VocabularySize);
    }

    [Fact]
    public void Shuffled_captions_each_stand_at_another_place()
    {
        var captions = CaptionBatch.Of(["a cat", "two red houses", ""]);
        var shuffled = CaptionBatch.Of(["two red houses", "", "a cat"]);
        Assert.Equal(shuffled.Ids, captions.Shuffled().Ids);
        Assert.Equal(shuffled.Ends, captions.Shuffled().Ends);
        Assert.Equal([3, 4, 1], captions.Ends);
    }
}

using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Training.Tests.Checkpoints;

public sealed class TrainingStateTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mezzotint-state-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_resumed_run_equals_one_that_was_never_interrupted_byte_for_byte()
    {
        var (whole, half, resumed) = (new TinyRun(), new TinyRun(), new TinyRun());
        whole.Train(6);
        half.Train(3);
        half.State.Save(_folder, "run");
        Assert.True(resumed.State.Restore(_folder, "run"));
        resumed.Train(3);
        Assert.Equal(BytesOf(whole, "whole"), BytesOf(resumed, "resumed"));
    }

    [Fact]
    public void All_that_a_run_is_comes_back()
    {
        var (saved, restored) = (new TinyRun(), new TinyRun());
        saved.Train(4);
        saved.State.Save(_folder, "run");
        Assert.True(restored.State.Restore(_folder, "run"));
        Assert.Equal((4, 4, 0.5), (restored.State.Step, restored.State.Average.Updates, restored.State.Seconds));
        Assert.Equal(saved.State.Average.Values[1].Span.ToArray(), restored.State.Average.Values[1].Span.ToArray());
        Assert.Equal(saved.State.Optimizer.First[0].Span.ToArray(), restored.State.Optimizer.First[0].Span.ToArray());
        Assert.Equal(saved.State.Optimizer.Second[0].Span.ToArray(), restored.State.Optimizer.Second[0].Span.ToArray());
    }

    [Fact]
    public void Without_a_checkpoint_a_run_begins_anew()
    {
        var run = new TinyRun();
        run.Train(1);
        run.State.Save(_folder, "other");
        Assert.False(new TinyRun().State.Restore(_folder, "run"));
        Assert.False(new TinyRun().State.Restore(Path.Combine(_folder, "missing"), "run"));
    }

    [Fact]
    public void Only_the_last_two_are_kept_and_other_names_stay()
    {
        var run = new TinyRun();
        run.State.Save(_folder, "other");
        for (var i = 0; i < 4; i++)
        {
            run.Train(1);
            run.State.Save(_folder, "run");
        }
        Assert.Equal(
            ["other-00000000.safetensors", "run-00000003.safetensors", "run-00000004.safetensors"], FileNames());
    }

    [Fact]
    public void The_newest_is_restored()
    {
        var run = new TinyRun();
        for (var i = 0; i < 2; i++)
        {
            run.Train(6);
            run.State.Save(_folder, "run");
        }
        var restored = new TinyRun();
        restored.State.Restore(_folder, "run");
        Assert.Equal(12, restored.State.Step);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_last_checkpoint_and_nothing_else()
    {
        var run = new TinyRun();
        run.Train(1);
        run.State.Save(_folder, "run");
        run.Train(1);
        var obstacle = Directory.CreateDirectory(Path.Combine(_folder, "run-00000002.safetensors"));
        Assert.ThrowsAny<IOException>(() => run.State.Save(_folder, "run"));
        obstacle.Delete();
        Assert.Equal(["run-00000001.safetensors"], FileNames());
    }

    [Fact]
    public void A_file_half_written_by_a_run_that_was_killed_is_passed_over()
    {
        var run = new TinyRun();
        run.Train(1);
        run.State.Save(_folder, "run");
        File.WriteAllText(Path.Combine(_folder, "run-00000009.safetensors.partial"), "half");
        var restored = new TinyRun();
        Assert.True(restored.State.Restore(_folder, "run"));
        Assert.Equal(1, restored.State.Step);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public void A_checkpoint_cut_short_is_named_with_what_to_do(int length)
    {
        var run = new TinyRun();
        run.Train(1);
        run.State.Save(_folder, "run");
        var file = Path.Combine(_folder, "run-00000001.safetensors");
        using (var stream = File.OpenWrite(file))
            stream.SetLength(length < 0 ? stream.Length + length : length);
        AssertRefused(file, "truncated", "delete it", new TinyRun());
    }

    [Fact]
    public void A_checkpoint_of_other_sizes_is_refused_with_both_shapes_and_nothing_is_changed()
    {
        var (other, run) = (new TinyRun(width: 5), new TinyRun());
        other.Train(1);
        other.State.Save(_folder, "run");
        AssertRefused(Path.Combine(_folder, "run-00000001.safetensors"), "(5, 4)", "(8, 4)", run);
        Assert.Equal(BytesOf(new TinyRun(), "fresh"), BytesOf(run, "refused"));
    }

    [Theory]
    [InlineData("seconds", "NaN")]
    [InlineData("step", "-1")]
    [InlineData("step", "many")]
    [InlineData("average_updates", null)]
    public void A_checkpoint_whose_texts_make_no_sense_is_refused(string key, string? value)
    {
        var run = new TinyRun();
        run.State.Save(_folder, "run");
        var file = Path.Combine(_folder, "run-00000000.safetensors");
        var texts = new Dictionary<string, string> { ["step"] = "1", ["average_updates"] = "1", ["seconds"] = "1" };
        if (value is null)
            texts.Remove(key);
        else
            texts[key] = value;
        SafetensorsWriter.Write(file, TensorsOf(file), texts);
        AssertRefused(file, key, "delete it", run);
    }

    static void AssertRefused(string file, string what, string remedy, TinyRun run)
    {
        var folder = Path.GetDirectoryName(file)!;
        var error = Assert.Throws<CheckpointException>(() => run.State.Restore(folder, "run"));
        Assert.Equal(file, error.Path);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    static KeyValuePair<string, Tensor>[] TensorsOf(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return [.. file.Entries.Keys.Select(name => KeyValuePair.Create(name, file.Read(name)))];
    }

    byte[] BytesOf(TinyRun run, string name)
    {
        run.State.Save(_folder, name);
        return File.ReadAllBytes(Directory.GetFiles(_folder, $"{name}-*").Single());
    }

    string[] FileNames() =>
        [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order(
            StringComparer.Ordinal)];
}

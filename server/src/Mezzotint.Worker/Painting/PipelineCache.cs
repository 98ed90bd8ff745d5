using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Worker.Painting;

/// <summary>The models in memory, within a budget: the one that was used longest ago goes first.</summary>
/// <param name="budgetBytes">
/// Most that the models' files may measure together; one model is kept whatever it measures.
/// </param>
sealed class PipelineCache(long budgetBytes) : IDisposable
{
    /// <summary>What requests add is listed in their jobs: nothing is found by its name in a prompt.</summary>
    static readonly PipelineOptions NothingBeside = new()
    {
        LoraFolders = [],
        EmbeddingFolders = [],
        ControlNetFolders = [],
    };

    readonly LinkedList<LoadedModel> _models = []; // the last used first

    /// <summary>Names of the models in memory.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_models)
                return [.. _models.Select(model => model.Name)];
        }
    }

    /// <summary>A model by name, from memory or from its file.</summary>
    /// <exception cref="FileNotFoundException">No model has this name.</exception>
    /// <exception cref="Weights.CheckpointException">Its files cannot be used.</exception>
    public LoadedModel Get(string name)
    {
        lock (_models)
        {
            var path = ModelShelf.Find(name);
            var writtenAt = File.GetLastWriteTimeUtc(path);
            if (_models.FirstOrDefault(model => model.Name == name) is { } found)
            {
                _models.Remove(found);
                if (found.Path == path && found.WrittenAt == writtenAt && !found.Pipeline.AreFilesChanged)
                {
                    _models.AddFirst(found);
                    return found;
                }
                found.Pipeline.Dispose(); // the operator put another one in its place
            }
            var bytes = SizeOf(path);
            while (_models.Last is { } oldest && _models.Sum(model => model.Bytes) + bytes > budgetBytes)
            {
                _models.RemoveLast();
                oldest.Value.Pipeline.Dispose();
            }
            var pipeline = Pipeline.Load(path, NothingBeside);
            var loaded = new LoadedModel(name, pipeline, ModelShelf.Hash(path), bytes, path, writtenAt);
            _models.AddFirst(loaded);
            return loaded;
        }
    }

    /// <summary>Lets all models go.</summary>
    public void Dispose()
    {
        foreach (var model in _models)
            model.Pipeline.Dispose();
        _models.Clear();
    }

    static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length
        : new DirectoryInfo(path).EnumerateFiles("*.safetensors", SearchOption.AllDirectories).Sum(file => file.Length);
}

namespace Mezzotint.Diffusion.Parity;

/// <summary>Compares computed values with single tensors of golden files in one folder; a tensor that is not there
/// gives no line.</summary>
sealed class TensorComparer(string folder)
{
    readonly Dictionary<string, GoldenTensors> _files = [];

    /// <summary>Compares by the relative difference.</summary>
    public IEnumerable<ParityResult> Relative(string file, string tensor, double tolerance,
        Func<GoldenTensors, float[]> compute) =>
        Compare(file, tensor, tolerance, golden => Deviation.Relative(compute(golden), golden[tensor].Span));

    /// <summary>Compares by the difference, relative above 1.</summary>
    public IEnumerable<ParityResult> Mixed(string file, string tensor, double tolerance,
        Func<GoldenTensors, float[]> compute) =>
        Compare(file, tensor, tolerance, golden => Deviation.Mixed(compute(golden), golden[tensor].Span));

    ParityResult[] Compare(string file, string tensor, double tolerance, Func<GoldenTensors, double> compare)
    {
        var (name, path) = ($"samplers/schedules/{file}/{tensor}", Path.Combine(folder, file + ".safetensors"));
        if (!File.Exists(path))
            return [];
        try
        {
            if (!_files.TryGetValue(file, out var golden))
                _files[file] = golden = new GoldenTensors(path);
            return golden.Find(tensor) is null ? [] : [ParityResult.Of(name, tolerance, () => compare(golden))];
        }
        catch (Exception e) when (ParityResult.IsCaseError(e))
        {
            return [new ParityResult(name, ParityOutcome.Failed, 0, tolerance, e.Message)];
        }
    }
}

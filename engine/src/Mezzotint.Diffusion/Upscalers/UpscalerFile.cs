using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Upscalers;

/// <summary>An upscaler on the disk: RRDBNet in BasicSR's or ESRGAN's old names, or SRVGGNetCompact.</summary>
public sealed class UpscalerFile : IDisposable
{
    const int Colours = 3;

    /// <summary>What trainers put before the names.</summary>
    static readonly string[] Prefixes = ["", "params_ema.", "params.", "module."];

    readonly WeightReader _root;

    UpscalerFile(Checkpoint file)
    {
        var prefix = Prefixes.FirstOrDefault(prefix => file.Contains(prefix + "conv_first.weight")
            || file.Contains(prefix + "body.0.weight") || file.Contains(prefix + "model.0.weight")) ?? "";
        var reader = new WeightReader(file).Scope(prefix);
        if (reader.Contains("model.1.sub.0.RDB1.conv1.0.weight"))
            reader = Renamed(file, prefix, reader);
        _root = reader;
        if (reader.Contains("body.0.rdb1.conv1.weight"))
            (Kind, Factor, InputFactor, Network) = Rrdb(reader);
        else if (reader.ShapeOf("body.1.weight") is { Rank: 1 })
            (Kind, Factor, InputFactor, Network) = Srvgg(reader);
        else
            throw new CheckpointException(
                file.Path,
                $"{file.Path} is no upscaler that this version runs: it runs RRDBNet (ESRGAN, Real-ESRGAN) and "
                    + "SRVGGNetCompact (realesr-general).");
    }

    /// <summary>The network's name.</summary>
    public string Kind { get; }

    /// <summary>How many times larger pictures become.</summary>
    public int Factor { get; }

    /// <summary>A picture's height and width must be multiples of this.</summary>
    public int InputFactor { get; }

    /// <summary>(B, H, W, 3) in [0, 1] to (B, Factor H, Factor W, 3), about [0, 1].</summary>
    public Func<Operations, Tensor, Tensor> Network { get; }

    /// <summary>Tensors that the network has no use for.</summary>
    public IEnumerable<string> Unexpected => _root.Unused;

    /// <summary>Whether a file is an upscaler: none else has its first layer under such a name.</summary>
    public static bool Is(Checkpoint file) => Prefixes.Any(prefix => file.Contains(prefix + "body.0.rdb1.conv1.weight")
        || file.Contains(prefix + "model.1.sub.0.RDB1.conv1.0.weight")
        || file.Find(prefix + "body.1.weight") is { Lengths.Count: 1 });

    /// <summary>Opens a file.</summary>
    /// <exception cref="CheckpointException">It is unreadable, a pickle, or no upscaler of a kind known.</exception>
    public static UpscalerFile Open(string path)
    {
        var file = Checkpoint.Open(path);
        try
        {
            return new UpscalerFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Checkpoint.Dispose();

    static (string, int, int, Func<Operations, Tensor, Tensor>) Rrdb(WeightReader reader)
    {
        var square = (int)Math.Sqrt(Length(reader, "conv_first.weight", 1) / Colours);
        var config = new RrdbConfig
        {
            Features = Length(reader, "conv_first.weight", 0),
            Growth = Length(reader, "body.0.rdb1.conv1.weight", 0),
            Blocks = Count(i => reader.Contains($"body.{i}.rdb1.conv1.weight")),
            Square = Math.Max(1, square),
            Doublings = Count(i => reader.Contains($"conv_up{i + 1}.weight")),
        };
        var factor = 1 << config.Doublings;
        if (factor % config.Square != 0)
            throw new CheckpointException(
                reader.Checkpoint.Path,
                $"{reader.Checkpoint.Path} takes squares of {config.Square} pixels and enlarges {factor} times, which "
                    + "does not fit together: the file is damaged.");
        return ("RRDBNet", factor / config.Square, config.Square,
            new RrdbNet(WeightSource.From(reader), config).Forward);
    }

    static (string, int, int, Func<Operations, Tensor, Tensor>) Srvgg(WeightReader reader)
    {
        var convolutions = Count(i => reader.ShapeOf($"body.{2 * i + 1}.weight") is { Rank: 1 }) - 1;
        var factor = (int)Math.Sqrt(Length(reader, $"body.{2 * convolutions + 2}.weight", 0) / Colours);
        var network = new SrvggNet(
            WeightSource.From(reader), Length(reader, "body.0.weight", 0), convolutions, Math.Max(1, factor));
        return ("SRVGGNetCompact", network.Factor, 1, network.Forward);
    }

    /// <summary>A reader by BasicSR's names of a file in ESRGAN's old ones.</summary>
    static WeightReader Renamed(Checkpoint file, string prefix, WeightReader reader)
    {
        var blocks = Count(i => reader.Contains($"model.1.sub.{i}.RDB1.conv1.0.weight"));
        var doublings = Count(i => reader.Contains($"model.{3 * (i + 1)}.weight"));
        return new WeightReader(file, name => [new TensorPart(
            name.StartsWith("conv_up", StringComparison.Ordinal) && name["conv_up".Length] - '0' > doublings ? name
                : prefix + EsrganNames.From(name, blocks, doublings))]);
    }

    static int Count(Func<int, bool> contains)
    {
        var count = 0;
        while (contains(count))
            count++;
        return count;
    }

    static int Length(WeightReader reader, string name, int dimension) =>
        reader.ShapeOf(name) is { Rank: 4 } shape ? shape[dimension] : throw new CheckpointException(
            reader.Checkpoint.Path,
            $"'{name}' in {reader.Checkpoint.Path} is missing or no kernel: the file is damaged.", name);
}

using Mezzotint.Tensors;

namespace Mezzotint.Weights;

/// <summary>
/// Gives a network its weights: by path and expected shape, out of a checkpoint whose names may differ.
/// </summary>
/// <remarks>
/// Shapes are checked at once, values are read when a weight is first used. Shapes that differ only in trailing ones
/// are the same (a 1x1 convolution may be stored as a matrix). All scopes of a reader share the record of which tensors
/// were asked for.
/// </remarks>
public sealed class WeightReader
{
    readonly string _prefix;
    readonly Func<string, IReadOnlyList<TensorPart>> _locate;
    readonly HashSet<string> _used;
    readonly Dictionary<string, Weight> _given;

    /// <summary>A reader of a whole checkpoint.</summary>
    /// <param name="checkpoint">Must stay open as long as weights are read.</param>
    /// <param name="locate">Where the weight of a full path stands in the checkpoint; null: under that very
    /// name.</param>
    public WeightReader(Checkpoint checkpoint, Func<string, IReadOnlyList<TensorPart>>? locate = null)
        : this(checkpoint, "", locate ?? (static path => [new TensorPart(path)]),
            new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, Weight>(StringComparer.Ordinal))
    {
    }

    WeightReader(
        Checkpoint checkpoint, string prefix, Func<string, IReadOnlyList<TensorPart>> locate, HashSet<string> used,
        Dictionary<string, Weight> given)
    {
        Checkpoint = checkpoint;
        _prefix = prefix;
        _locate = locate;
        _used = used;
        _given = given;
    }

    /// <summary>Where the weights come from.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Tensors of the checkpoint that nothing asked for, in order of their names.</summary>
    public IEnumerable<string> Unused =>
        Checkpoint.Names.Where(name => !_used.Contains(name)).Order(StringComparer.Ordinal);

    /// <summary>
    /// A reader whose paths are all below <paramref name="path"/>, as in <c>Scope("model.diffusion_model.")</c>.
    /// </summary>
    /// <param name="path">Ends with a dot, unless the names below continue the word.</param>
    public WeightReader Scope(string path) => new(Checkpoint, _prefix + path, _locate, _used, _given);

    /// <summary>
    /// The weights below this scope that were handed out, each once, by their names below it: what can be adapted.
    /// </summary>
    public IEnumerable<KeyValuePair<string, Weight>> Given() =>
        _given.Where(weight => weight.Key.StartsWith(_prefix, StringComparison.Ordinal))
            .Select(weight => KeyValuePair.Create(weight.Key[_prefix.Length..], weight.Value));

    /// <summary>Whether the checkpoint has this weight, in whatever shape.</summary>
    public bool Contains(string name) =>
        _locate(_prefix + name) is { Count: > 0 } parts && parts.All(part => Checkpoint.Contains(part.Name));

    /// <summary>
    /// The shape of a weight in the checkpoint, or null where it is missing: for what only the file can tell.
    /// </summary>
    /// <exception cref="CheckpointException">It is too large, or its parts do not fit together.</exception>
    public Shape? ShapeOf(string name) => Contains(name) ? Measure(_prefix + name, _locate(_prefix + name)) : null;

    /// <summary>How the checkpoint stores a weight, or null where it is missing.</summary>
    public DType? DTypeOf(string name) =>
        Contains(name) ? Checkpoint.Find(_locate(_prefix + name)[0].Name)!.DType : null;

    /// <summary>A weight that the checkpoint may lack.</summary>
    /// <exception cref="CheckpointException">It is there, but in another shape.</exception>
    public Weight? Find(string name, params ReadOnlySpan<int> lengths) =>
        Contains(name) ? Require(name, lengths) : null;

    /// <summary>A weight that the checkpoint must have.</summary>
    /// <param name="name">Its name below this scope, such as <c>conv_in.weight</c>.</param>
    /// <param name="lengths">The shape it must have.</param>
    /// <exception cref="CheckpointException">It is missing or has another shape.</exception>
    public Weight Require(string name, params ReadOnlySpan<int> lengths)
    {
        var path = _prefix + name;
        var shape = new Shape(lengths);
        var parts = _locate(path);
        foreach (var part in parts)
            _used.Add(part.Name);
        if (!Contains(name))
            throw new CheckpointException(
                Checkpoint.Path,
                $"'{path}'{Elsewhere(path, parts)} is missing in {Checkpoint.Path}, expected {shape}: "
                + "the file is incomplete or of another model family.", path);
        var found = Measure(path, parts);
        if (Trimmed(found) != Trimmed(shape))
            throw new CheckpointException(
                Checkpoint.Path,
                $"'{path}'{Elsewhere(path, parts)} in {Checkpoint.Path} is {found}, expected {shape}: the file is of "
                    + "another model family.",
                path, Checkpoint.Find(parts[0].Name)!.OffsetBytes);
        var weight = new Weight(path, shape, () => Checkpoint.Read(parts, shape), Checkpoint.Rows(parts));
        _given.TryAdd(path, weight);
        return weight;
    }

    /// <summary>The shape that the parts have together: rows added up, all else equal.</summary>
    Shape Measure(string path, IReadOnlyList<TensorPart> parts)
    {
        Shape? whole = null;
        foreach (var part in parts)
        {
            var entry = Checkpoint.Find(part.Name)!;
            var shape = entry.Shape
                ?? throw Misshapen(path, $"'{part.Name}' is {entry}, larger than this engine holds");
            if (part.IsTransposed)
                shape = shape.Rank == 2 ? new Shape(shape[1], shape[0])
                    : throw Misshapen(path, $"'{part.Name}' is {shape}, expected a matrix");
            if (part is not { FirstRow: 0, RowCount: null })
                shape = Cut(path, shape, part);
            whole = whole is { } above ? Stack(path, above, shape) : shape;
        }
        return whole!.Value;
    }

    Shape Cut(string path, Shape shape, TensorPart part)
    {
        var rows = shape.Rank == 0 ? 0 : shape[0];
        var count = part.RowCount ?? rows - part.FirstRow;
        return !part.IsTransposed && part.FirstRow >= 0 && count >= 0 && part.FirstRow <= rows - count && shape.Rank > 0
            ? shape.With(0, count)
            : throw Misshapen(
                path, $"'{part.Name}' is {shape}, which has no rows {part.FirstRow} to {part.FirstRow + count - 1}");
    }

    Shape Stack(string path, Shape above, Shape below) =>
        above.Rank > 0 && below.Rank == above.Rank && below.With(0, above[0]) == above
            ? above.With(0, above[0] + below[0])
            : throw Misshapen(path, $"its parts are {above} and {below}, which do not stack");

    CheckpointException Misshapen(string path, string what) => new(
        Checkpoint.Path,
        $"'{path}' cannot be read from {Checkpoint.Path}: {what}; the file is of another model family.", path);

    static string Elsewhere(string path, IReadOnlyList<TensorPart> parts) =>
        parts.Count == 1 && parts[0].Name == path ? ""
            : $" (there '{string.Join("', '", parts.Select(part => part.Name))}')";

    static Shape Trimmed(Shape shape)
    {
        var lengths = new int[shape.Rank];
        shape.CopyTo(lengths);
        var rank = lengths.Length;
        while (rank > 1 && lengths[rank - 1] == 1)
            rank--;
        return new Shape(lengths.AsSpan(0, rank));
    }
}

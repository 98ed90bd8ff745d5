using System.Globalization;

namespace Mezzotint.Diffusion.Noise;

/// <summary>A Brownian path of many independent elements, fixed by its seed alone: whatever intervals are asked for,
/// they fit together.</summary>
/// <remarks>
/// Levy's construction: half of an interval's increment, and a normal number times sqrt(h) / 2, is the left half's
/// increment. Halving ends on a grid of 1e-6. The numbers are those of torchsde's BrownianTree (Kidger et al. 2021,
/// arXiv:2105.13493, section 4): the node with number k of depth d draws from PyTorch's CPU generator, seeded by
/// NumPy's SeedSequence(seed, (k, d), 24).
/// </remarks>
sealed class BrownianTree
{
    const int PoolSize = 24;

    readonly long _seed;
    readonly double _start;
    readonly double _end;
    readonly float[] _whole;

    /// <summary>The halves met on the way to the last interval's ends; the next one usually begins at an end.</summary>
    Dictionary<Node, (Node Left, Node Right)> _halves = [];

    /// <summary>A path over an interval of time.</summary>
    /// <param name="seed">0 or more.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="start">First time.</param>
    /// <param name="end">Last time.</param>
    public BrownianTree(long seed, int count, double start, double end)
    {
        (_seed, _start, _end) = (seed, Grid(start), Grid(end));
        _whole = Normal(new SeedSequence(seed, [], PoolSize).First, count);
        var deviation = (float)Math.Sqrt(end - start);
        foreach (ref var value in _whole.AsSpan())
            value *= deviation;
    }

    /// <summary>The path's increment between two times, which are held to the path's interval.</summary>
    /// <param name="from">The earlier time.</param>
    /// <param name="to">The later time.</param>
    /// <param name="increment">Receives it; as many elements as the path has.</param>
    public void Increment(double from, double to, Span<float> increment)
    {
        increment.Clear();
        from = Math.Clamp(Grid(from), _start, _end);
        to = Math.Clamp(Grid(to), _start, _end);
        var met = new Dictionary<Node, (Node Left, Node Right)>();
        if (from < to)
            Add(new Node(_start, _end, 0, 0, _whole), (from, to), increment, met);
        _halves = met;
    }

    void Add(Node node, (double From, double To) interval, Span<float> increment, Dictionary<Node, (Node, Node)> met)
    {
        var (from, to) = interval;
        if (from <= node.Start && to >= node.End)
        {
            for (var i = 0; i < increment.Length; i++)
                increment[i] += node.Increment[i];
            return;
        }
        var (left, right) = met[node] = _halves.TryGetValue(node, out var halves) ? halves : Halve(node);
        if (from < left.End)
            Add(left, (from, Math.Min(to, left.End)), increment, met);
        if (to > right.Start)
            Add(right, (Math.Max(from, right.Start), to), increment, met);
    }

    (Node Left, Node Right) Halve(Node node)
    {
        var middle = Grid((node.Start + node.End) / 2);
        double before = middle - node.Start, after = node.End - middle, length = node.End - node.Start;
        var left = Normal(new SeedSequence(_seed, [node.Number, node.Depth], PoolSize).First, node.Increment.Length);
        var right = new float[left.Length];
        double share = before / length, deviation = Math.Sqrt(before * after / length);
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = (float)(share * node.Increment[i] + deviation * left[i]);
            right[i] = node.Increment[i] - left[i];
        }
        return (new(node.Start, middle, 2 * node.Number, node.Depth + 1, left),
            new(middle, node.End, 2 * node.Number + 1, node.Depth + 1, right));
    }

    /// <summary>The nearest multiple of 1e-6 to the exact value of a double; scaling and rounding would miss it where
    /// it lies half-way.</summary>
    static double Grid(double time) =>
        double.Parse(time.ToString("F6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    static float[] Normal(uint seed, int count)
    {
        var numbers = new float[count];
        new TorchNoise(seed).Fill(numbers);
        return numbers;
    }

    sealed record Node(double Start, double End, uint Number, uint Depth, float[] Increment);
}

using System.Runtime.CompilerServices;

namespace Mezzotint.Tensors;

/// <summary>The lengths of a tensor's dimensions, outermost first; at most <see cref="MaxRank"/> of them.</summary>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most dimensions a tensor may have.</summary>
    public const int MaxRank = 5;

    readonly Lengths _lengths;

    /// <summary>A shape of the given lengths; none at all is a scalar.</summary>
    /// <exception cref="ArgumentException">More than five dimensions, a negative length, or 2^31 elements and
    /// more.</exception>
    public Shape(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxRank)
            throw new ArgumentException($"A tensor has at most {MaxRank} dimensions, {lengths.Length} were given.");
        Rank = lengths.Length;
        long count = 1;
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 0)
                throw new ArgumentException($"Dimension {i} of a shape is {lengths[i]}: it must be 0 or more.");
            _lengths[i] = lengths[i];
            count *= lengths[i];
            if (count > int.MaxValue)
                throw new ArgumentException($"A tensor holds at most {int.MaxValue} elements; "
                    + $"({string.Join(", ", lengths.ToArray())}) has more.");
        }
        Count = (int)count;
    }

    /// <summary>Number of dimensions, 0 for a scalar.</summary>
    public int Rank { get; }

    /// <summary>Number of elements: the product of the lengths.</summary>
    public int Count { get; }

    /// <summary>Length of one dimension; <c>^1</c> is the innermost.</summary>
    public int this[Index dimension]
    {
        get
        {
            var i = dimension.GetOffset(Rank);
            return (uint)i < (uint)Rank ? _lengths[i]
                : throw new ArgumentOutOfRangeException(nameof(dimension), $"{this} has no dimension {dimension}.");
        }
    }

    /// <summary>The same shape with one dimension's length replaced.</summary>
    public Shape With(Index dimension, int length)
    {
        Span<int> lengths = stackalloc int[Rank];
        CopyTo(lengths);
        lengths[dimension.GetOffset(Rank)] = length;
        return new Shape(lengths);
    }

    /// <summary>
    /// Elements in one row of the innermost dimension's parent: the product of all lengths but the last.
    /// </summary>
    public int Rows => Rank == 0 ? 1 : this[^1] == 0 ? 0 : Count / this[^1];

    /// <summary>
    /// The lengths, written to <paramref name="lengths"/>, which must hold at least <see cref="Rank"/>.
    /// </summary>
    public void CopyTo(Span<int> lengths)
    {
        for (var i = 0; i < Rank; i++)
            lengths[i] = _lengths[i];
    }

    /// <inheritdoc/>
    public bool Equals(Shape other)
    {
        if (Rank != other.Rank)
            return false;
        for (var i = 0; i < Rank; i++)
            if (_lengths[i] != other._lengths[i])
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, _lengths[0], _lengths[1], _lengths[2], _lengths[3]);

    /// <summary>Whether two shapes have the same lengths.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ in rank or a length.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>Written as Python writes a tuple: <c>(2, 77, 768)</c>.</summary>
    public override string ToString()
    {
        var lengths = new int[Rank];
        CopyTo(lengths);
        return $"({string.Join(", ", lengths)})";
    }

    [InlineArray(MaxRank)]
    struct Lengths
    {
        int _first;
    }
}

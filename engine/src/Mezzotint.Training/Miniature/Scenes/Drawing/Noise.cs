namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>
/// Smooth noise in [-1, 1] that repeats after one unit: values at lattice points, blended by smoothstep.
/// </summary>
sealed class Noise
{
    readonly float[] _lattice;
    readonly int _cells;

    /// <summary>Noise with a given number of lattice cells to the unit.</summary>
    public Noise(Random random, int cells)
    {
        _cells = cells;
        _lattice = new float[cells * cells];
        for (var i = 0; i < _lattice.Length; i++)
            _lattice[i] = random.Between(-1, 1);
    }

    /// <summary>The noise at a point.</summary>
    public float At(float x, float y)
    {
        var (column, u) = Split(x * _cells);
        var (row, v) = Split(y * _cells);
        return Lerp(Down(column, row, v), Down(column + 1, row, v), u);
    }

    /// <summary>
    /// The noise at height <paramref name="y"/>, at the middles of as many columns as there are values.
    /// </summary>
    public void Row(float y, Span<float> values)
    {
        var (row, v) = Split(y * _cells);
        var known = -1;
        var (left, right) = (0f, 0f);
        for (var i = 0; i < values.Length; i++)
        {
            var (column, u) = Split((i + 0.5f) / values.Length * _cells);
            if (column != known)
            {
                (left, right) = (Down(column, row, v), Down(column + 1, row, v));
                known = column;
            }
            values[i] = Lerp(left, right, u);
        }
    }

    float Down(int column, int row, float v) => Lerp(Value(column, row), Value(column, row + 1), v);

    float Value(int column, int row) => _lattice[Wrap(row) * _cells + Wrap(column)];

    int Wrap(int index) => (index % _cells + _cells) % _cells;

    static (int Whole, float Smooth) Split(float value)
    {
        var whole = (int)MathF.Floor(value);
        var part = value - whole;
        return (whole, part * part * (3 - 2 * part));
    }

    static float Lerp(float a, float b, float t) => a + (b - a) * t;
}

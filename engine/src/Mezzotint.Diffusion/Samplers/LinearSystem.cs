namespace Mezzotint.Diffusion.Samplers;

/// <summary>Systems of a few linear equations.</summary>
static class LinearSystem
{
    /// <summary>Solves A x = b by elimination with partial pivoting.</summary>
    /// <param name="system">(n, n + 1): A with b as its last column. Overwritten.</param>
    public static double[] Solve(double[,] system)
    {
        var n = system.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
                if (Math.Abs(system[row, column]) > Math.Abs(system[pivot, column]))
                    pivot = row;
            for (var k = column; k <= n; k++)
                (system[column, k], system[pivot, k]) = (system[pivot, k], system[column, k]);
            for (var row = 0; row < n; row++)
            {
                if (row == column)
                    continue;
                var factor = system[row, column] / system[column, column];
                for (var k = column; k <= n; k++)
                    system[row, k] -= factor * system[column, k];
            }
        }
        var solution = new double[n];
        for (var row = 0; row < n; row++)
            solution[row] = system[row, n] / system[row, row];
        return solution;
    }
}

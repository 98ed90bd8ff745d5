namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// The sizes of the blocks that a product is cut into, so that each stays in the cache that it is read from.
/// </summary>
/// <remarks>
/// Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34(3), 2008): a panel of the
/// right factor (<see cref="DepthMax"/> x two vectors) stays in the first-level cache while the rows of a block of the
/// left factor (<see cref="RowsMax"/> x <see cref="DepthMax"/>) stream past it from the second.
/// </remarks>
static class GemmBlocking
{
    /// <summary>Longest run of the inner dimension that is summed before the result is written.</summary>
    public const int DepthMax = 320;

    /// <summary>
    /// Floats from one packed row of the left factor to the next. A little more than <see cref="DepthMax"/>, so that
    /// rows do not fall on the same cache sets.
    /// </summary>
    public const int RowStride = DepthMax + 16;

    /// <summary>Most rows of the left factor packed at a time; a multiple of 12 and of 6.</summary>
    public const int RowsMax = 384;

    /// <summary>
    /// The same where panels of the right factor are ready as they lie: reading them four times as often costs less
    /// than rows that share the second-level cache with what they are copied from.
    /// </summary>
    public const int ReadyRowsMax = 96;

    /// <summary>How often each thread should find work, so that none waits long for another.</summary>
    const int TasksPerThread = 3;

    /// <summary>
    /// Groups of panels a thread from which on few rows are one task a thread: each task packs them all anew, which
    /// costs more than waiting.
    /// </summary>
    const int ManyGroups = 4;

    /// <summary>Pieces that the last tasks are cut into.</summary>
    const int LastCuts = 3;

    /// <summary>Multiply-adds below which another task costs more than it saves.</summary>
    const long TaskWorkMin = 1 << 19;

    /// <summary>Number of equal blocks of the inner dimension.</summary>
    public static int DepthBlocks(int depth) => Math.Max(1, (depth + DepthMax - 1) / DepthMax);

    /// <summary>Length of all blocks of the inner dimension but the last.</summary>
    public static int Depth(int depth)
    {
        var blocks = DepthBlocks(depth);
        return (depth + blocks - 1) / blocks;
    }

    /// <summary>
    /// Cuts the result into tasks, rows by multiples of the kernel's rows and columns by whole panels, so that there
    /// are enough and the factors are read as seldom as can be: each task reads its rows and its columns once.
    /// </summary>
    public static (int Rows, int Panels) Task(
        int rows, int rowsMax, int panels, int depth, int panelWidth, int kernelRows)
    {
        var work = (long)rows * panels * panelWidth * depth;
        var perThread = Threads.Count == 1 || (rows <= ReadyRowsMax && panels >= Threads.Count * ManyGroups) ? 1
            : TasksPerThread;
        var wanted = (int)Math.Clamp(work / TaskWorkMin, 1, Threads.Count * perThread);
        var needed = (rows + rowsMax - 1) / rowsMax;
        if (needed > wanted) // as many for each thread
            return (RoundUp((rows - 1) / RoundUp(needed, Threads.Count) + 1, kernelRows), panels);
        var best = (Tasks: 0, Reads: long.MaxValue, Rows: 0, Panels: 0);
        for (var byRows = 1; byRows <= wanted; byRows++)
        {
            var taskRows = Math.Min(rowsMax, RoundUp((rows + byRows - 1) / byRows, kernelRows));
            var rowTasks = (rows + taskRows - 1) / taskRows;
            var taskPanels = Math.Max(1, panels * rowTasks / wanted);
            var panelTasks = (panels + taskPanels - 1) / taskPanels;
            var tasks = Math.Min(wanted, rowTasks * panelTasks);
            var reads = (long)panelTasks * rows + (long)rowTasks * panels * panelWidth;
            if (tasks > best.Tasks || (tasks == best.Tasks && reads < best.Reads))
                best = (tasks, reads, taskRows, taskPanels);
        }
        return (best.Rows, best.Panels);
    }

    /// <summary>
    /// How many tasks stay whole, and into how many pieces the others, one for each thread, are cut: the smaller the
    /// last pieces, the shorter a thread waits for the others. Where there is but one for each thread, all stay whole.
    /// </summary>
    /// <param name="tasks">All of them.</param>
    /// <param name="groups">Groups of panels of a task; a piece has at least one.</param>
    public static (int Whole, int Cuts) LastTasks(int tasks, int groups) =>
        Threads.Count == 1 || tasks <= Threads.Count ? (tasks, 1)
        : (tasks - Threads.Count, Math.Min(LastCuts, groups));

    public static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}

using Mezzotint.Tensors.Kernels.Activate;
using Mezzotint.Tensors.Kernels.Elementwise;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>The loops around a micro-kernel: tasks, blocks of the depth, panels, tiles.</summary>
/// <typeparam name="TKernel">The innermost loop.</typeparam>
/// <typeparam name="TLeft">Source of the left factor.</typeparam>
/// <typeparam name="TRight">Source of the right factor.</typeparam>
static unsafe class GemmBlocks<TKernel, TLeft, TRight>
    where TKernel : struct, IMicroKernel
    where TLeft : struct, ILeft
    where TRight : struct, IRight
{
    static int WidestColumns => TKernel.PanelsAtOnce * TKernel.Columns;

    /// <summary>Rows for which a kernel reads its panels once.</summary>
    static int RowsPerPass => TKernel.Rows / TKernel.PanelsAtOnce;

    /// <summary>Cuts the product into tasks and shares them out.</summary>
    public static void Run(TLeft left, TRight right, Product product)
    {
        var panels = (product.Columns + TKernel.Columns - 1) / TKernel.Columns;
        var rowsMax = right.IsReady ? GemmBlocking.ReadyRowsMax : GemmBlocking.RowsMax;
        var (taskRows, taskGroups) = GemmBlocking.Task(
            product.Rows, rowsMax, (panels + TKernel.PanelsAtOnce - 1) / TKernel.PanelsAtOnce, product.Depth,
            WidestColumns, TKernel.Rows);
        var taskPanels = taskGroups * TKernel.PanelsAtOnce;
        var panelTasks = (panels + taskPanels - 1) / taskPanels;
        var tasks = (product.Rows + taskRows - 1) / taskRows * panelTasks;
        var (whole, cuts) = GemmBlocking.LastTasks(tasks, taskGroups);
        Threads.For(whole + (tasks - whole) * cuts, item =>
        {
            var task = item < whole ? item : whole + (item - whole) / cuts;
            var row = task / panelTasks * taskRows;
            var panel = task % panelTasks * taskPanels;
            var end = Math.Min(panel + taskPanels, panels);
            if (item >= whole)
                (panel, end) = Piece(panel, end, (item - whole) % cuts, cuts);
            if (panel < end) // the last columns may have fewer groups than pieces
                Compute(left, right, product, row, Math.Min(taskRows, product.Rows - row), panel, end);
        });
    }

    /// <summary>One of some about equal pieces of a run of panels, in groups that the kernel takes at once.</summary>
    static (int Panel, int End) Piece(int panel, int end, int piece, int pieces)
    {
        var groups = (end - panel + TKernel.PanelsAtOnce - 1) / TKernel.PanelsAtOnce;
        return (panel + groups * piece / pieces * TKernel.PanelsAtOnce,
            Math.Min(end, panel + groups * (piece + 1) / pieces * TKernel.PanelsAtOnce));
    }

    static void Compute(TLeft left, TRight right, Product product, int row, int rows, int firstPanel, int endPanel)
    {
        var tiles = (rows + TKernel.Rows - 1) / TKernel.Rows;
        var tileFloats = TKernel.Rows * GemmBlocking.RowStride;
        var panelFloats = GemmBlocking.DepthMax * TKernel.Columns;
        var packed = GemmVector.Scratch(
            tiles * tileFloats + TKernel.PanelsAtOnce * panelFloats + TKernel.Rows * WidestColumns);
        var packedPanels = packed + tiles * tileFloats;
        var tail = packedPanels + TKernel.PanelsAtOnce * panelFloats;
        var passes = (rows + RowsPerPass - 1) / RowsPerPass;
        var nextStep = (2 * WidestColumns + passes - 1) / passes; // all of the next panels, by the last pass
        var blockDepth = GemmBlocking.Depth(product.Depth);
        var start = 0;
        do
        {
            var depth = Math.Min(blockDepth, product.Depth - start);
            for (var t = 0; t < tiles; t++)
                left.Pack(row + t * TKernel.Rows, Math.Min(TKernel.Rows, rows - t * TKernel.Rows), start, depth,
                    TKernel.Rows, packed + t * tileFloats);
            for (var p = firstPanel; p < endPanel; p += TKernel.PanelsAtOnce)
            {
                var tile = new Tile { Right = right.Panel(p, start, depth, packedPanels), Depth = depth };
                if (TKernel.PanelsAtOnce > 1 && p + 1 < endPanel)
                    tile.PanelStep = right.Panel(p + 1, start, depth, packedPanels + panelFloats) - tile.Right;
                var next = p + TKernel.PanelsAtOnce < endPanel ? right.Next(p + TKernel.PanelsAtOnce, start)
                    : start + depth < product.Depth ? right.Next(firstPanel, start + depth)
                    : null;
                tile.Next = next == null ? tile.Right : next;
                tile.NextStep = next == null ? 0 : nextStep;
                for (var t = 0; t < tiles; t++)
                {
                    tile.Left = packed + t * tileFloats;
                    tile.Rows = Math.Min(TKernel.Rows, rows - t * TKernel.Rows);
                    RunTile(ref tile, product, row + t * TKernel.Rows, p * TKernel.Columns, start, tail);
                }
            }
            start += blockDepth;
        }
        while (start < product.Depth);
    }

    /// <summary>Runs one tile in place, or beside the result where it reaches over its right edge.</summary>
    static void RunTile(ref Tile tile, Product product, int row, int column, int start, float* tail)
    {
        var width = tile.PanelStep != 0 ? WidestColumns : TKernel.Columns;
        var columns = Math.Min(width, product.Columns - column);
        var offset = (long)row * product.Stride + column;
        var result = product.Result + offset;
        var isLast = start + tile.Depth >= product.Depth;
        var isContinued = start > 0 || product.Accumulates;
        var isAdded = isLast && product.Add != null && !product.Accumulates;
        var add = isAdded && product.Gate == null ? product.Add + offset : null;
        if (columns == width)
        {
            AskFor(result, product.Stride, tile.Rows, width);
            if (isAdded)
                AskFor(product.Add + offset, product.Stride, tile.Rows, width);
            tile.Start = isContinued ? result : product.Bias != null ? product.Bias + column : null;
            tile.StartStride = isContinued ? product.Stride : 0;
            tile.Add = add;
            tile.Result = result;
            tile.AddStride = tile.ResultStride = product.Stride;
            TKernel.Run<TLeft>(ref tile);
        }
        else
            RunEdge(ref tile, product, column, isContinued, add, result, tail, width, columns);
        if (isLast && (product.Gate != null || product.Activation != Activation.None))
            Finish(product, offset, column, tile.Rows, columns);
    }

    /// <summary>Activation and gate, while the tile is in the first-level cache.</summary>
    static void Finish(Product product, long offset, int column, int rows, int columns)
    {
        for (var r = 0; r < rows; r++, offset += product.Stride)
        {
            var row = new Span<float>(product.Result + offset, columns);
            if (product.Activation != Activation.None)
                ActivateVector.Run(row, [], row, product.Activation);
            if (product.Gate != null)
                ElementwiseVector.AddGated(
                    new ReadOnlySpan<float>(product.Add + offset, columns),
                    new ReadOnlySpan<float>(product.Gate + column, columns), row);
        }
    }

    /// <summary>Asks for the lines that the tile will write or add, while it is computed.</summary>
    static void AskFor(float* values, int stride, int rows, int columns)
    {
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c += Memory.LineFloats)
                Memory.PrefetchNear(values + (long)r * stride + c);
    }

    /// <summary>Runs a tile that reaches over the right edge in a square of its own, and copies what counts.</summary>
    static void RunEdge(
        ref Tile tile, Product product, int column, bool isContinued, float* add, float* result, float* tail,
        int width, int columns)
    {
        new Span<float>(tail, TKernel.Rows * width).Clear();
        for (var r = 0; r < tile.Rows; r++)
            for (var c = 0; c < columns; c++)
                tail[r * width + c] = isContinued ? result[(long)r * product.Stride + c]
                    : product.Bias != null ? product.Bias[column + c] : 0;
        tile.Start = tile.Result = tail;
        tile.StartStride = tile.ResultStride = width;
        tile.Add = null;
        TKernel.Run<TLeft>(ref tile);
        for (var r = 0; r < tile.Rows; r++)
            for (var c = 0; c < columns; c++)
                result[(long)r * product.Stride + c] = tail[r * width + c]
                    + (add == null ? 0 : add[(long)r * product.Stride + c]);
    }
}

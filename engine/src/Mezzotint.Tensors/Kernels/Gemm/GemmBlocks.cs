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
    /// <summary>Cuts the product into tasks and shares them out.</summary>
    public static void Run(TLeft left, TRight right, Product product)
    {
        var panels = (product.Columns + TKernel.Columns - 1) / TKernel.Columns;
        var (taskRows, taskPanels) =
            GemmBlocking.Task(product.Rows, panels, product.Depth, TKernel.Columns, TKernel.Rows);
        var panelTasks = (panels + taskPanels - 1) / taskPanels;
        var rowTasks = (product.Rows + taskRows - 1) / taskRows;
        Threads.For(rowTasks * panelTasks, task =>
        {
            var row = task / panelTasks * taskRows;
            var panel = task % panelTasks * taskPanels;
            Compute(left, right, product, row, Math.Min(taskRows, product.Rows - row),
                panel, Math.Min(taskPanels, panels - panel));
        });
    }

    static void Compute(TLeft left, TRight right, Product product, int row, int rows, int panel, int panels)
    {
        var tiles = (rows + TKernel.Rows - 1) / TKernel.Rows;
        var tileFloats = TKernel.Rows * GemmBlocking.RowStride;
        var tailFloats = TKernel.Rows * TKernel.Columns;
        var scratch = GemmVector.Scratch(tiles * tileFloats + GemmBlocking.DepthMax * TKernel.Columns + 2 * tailFloats);
        var packedPanel = scratch + tiles * tileFloats;
        var tail = packedPanel + GemmBlocking.DepthMax * TKernel.Columns;
        var blockDepth = GemmBlocking.Depth(product.Depth);
        var start = 0;
        do
        {
            var depth = Math.Min(blockDepth, product.Depth - start);
            for (var t = 0; t < tiles; t++)
                left.Pack(row + t * TKernel.Rows, Math.Min(TKernel.Rows, rows - t * TKernel.Rows), start, depth,
                    TKernel.Rows, scratch + t * tileFloats);
            for (var p = panel; p < panel + panels; p++)
            {
                var tile = new Tile { Right = right.Panel(p, start, depth, packedPanel), Depth = depth };
                for (var t = 0; t < tiles; t++)
                {
                    if (p + 1 < panel + panels)
                        right.Prefetch(p + 1, start, depth, t, tiles);
                    tile.Left = scratch + t * tileFloats;
                    RunTile(ref tile, product, row + t * TKernel.Rows, p * TKernel.Columns, start, tail,
                        rows - t * TKernel.Rows);
                }
            }
            start += blockDepth;
        }
        while (start < product.Depth);
    }

    /// <summary>Runs one tile in place, or beside the result where the tile reaches over its edge.</summary>
    static void RunTile(ref Tile tile, Product product, int row, int column, int start, float* tail, int rowsLeft)
    {
        var rows = Math.Min(TKernel.Rows, rowsLeft);
        var columns = Math.Min(TKernel.Columns, product.Columns - column);
        var offset = (long)row * product.Stride + column;
        var result = product.Result + offset;
        if (rowsLeft > TKernel.Rows)
            for (var r = TKernel.Rows; r < 2 * TKernel.Rows; r++)
                Memory.Prefetch(result + (long)r * product.Stride, result + (long)r * product.Stride + columns);
        var isLast = start + tile.Depth >= product.Depth;
        var isContinued = start > 0 || product.Accumulates;
        var add = isLast && product.Add != null && !product.Accumulates ? product.Add + offset : null;
        if (rows == TKernel.Rows && columns == TKernel.Columns)
        {
            tile.Start = isContinued ? result : product.Bias != null ? product.Bias + column : GemmVector.Zeros;
            tile.StartStride = isContinued ? product.Stride : 0;
            tile.Add = add;
            tile.Result = result;
            tile.AddStride = tile.ResultStride = product.Stride;
            TKernel.Run<TLeft>(ref tile);
            return;
        }
        RunEdge(ref tile, product, column, isContinued, add, result, tail, rows, columns);
    }

    /// <summary>Runs a tile that reaches over the edge in a square of its own, and copies what counts.</summary>
    static void RunEdge(
        ref Tile tile, Product product, int column, bool isContinued, float* add, float* result, float* tail,
        int rows, int columns)
    {
        var width = TKernel.Columns;
        new Span<float>(tail, TKernel.Rows * width).Clear();
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                tail[r * width + c] = isContinued ? result[(long)r * product.Stride + c]
                    : product.Bias != null ? product.Bias[column + c] : 0;
        tile.Start = tile.Result = tail;
        tile.StartStride = tile.ResultStride = width;
        tile.Add = null;
        TKernel.Run<TLeft>(ref tile);
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                result[(long)r * product.Stride + c] = tail[r * width + c]
                    + (add == null ? 0 : add[(long)r * product.Stride + c]);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Attention;

/// <summary>The loops of <see cref="AttentionVector"/> around one micro-kernel.</summary>
/// <remarks>
/// Each lane is a query: logits are keys times transposed queries, results are transposed values times weights. So the
/// softmax goes along the lanes, without sums across them, any number of keys is whole, and a head's width is cut by
/// the rows of the kernel, not by its columns: 40 channels are 5 times 8 rows, nothing of them empty.
/// </remarks>
static unsafe class AttentionTiles<TKernel, TSimd, TVector>
    where TKernel : struct, IMicroKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Queries that share a block of keys while it is in the cache: whole panels.</summary>
    const int QueriesPerTask = 64;

    /// <summary>Weights of a panel that are computed at a time: 24 KB, half of a first-level cache.</summary>
    const int WeightsPerBlock = 6144;

    /// <summary>Weights that are summed before they are added to the others.</summary>
    const int KeysPerPart = 16;

    /// <summary>Keys that one step of the running softmax takes: whole tiles.</summary>
    static int KeysPerBlock => WeightsPerBlock / TKernel.Columns / TKernel.Rows * TKernel.Rows;

    public static void Run(float* query, float* key, float* value, float* y, float* scratch, AttentionShape shape)
    {
        var keyFloats = (long)GemmBlocking.RoundUp(shape.Keys, TKernel.Rows) * shape.HeadWidth;
        var headFloats = keyFloats + (long)shape.Keys * GemmBlocking.RoundUp(shape.HeadWidth, TKernel.Rows);
        var heads = shape.Batch * shape.Heads;
        Threads.For(heads, head =>
        {
            var first = (long)(head / shape.Heads) * shape.Keys * shape.Width + head % shape.Heads * shape.HeadWidth;
            PackKeys(key + first, scratch + head * headFloats, shape);
            PackValues(value + first, scratch + head * headFloats + keyFloats, shape);
        });
        var tasks = (shape.Queries + QueriesPerTask - 1) / QueriesPerTask;
        Threads.For(heads * tasks, task =>
        {
            var head = task / tasks;
            var row = task % tasks * QueriesPerTask;
            var first = ((long)(head / shape.Heads) * shape.Queries + row) * shape.Width
                + head % shape.Heads * shape.HeadWidth;
            var packed = scratch + head * headFloats;
            Compute(query + first, packed, packed + keyFloats, y + first,
                (row, Math.Min(QueriesPerTask, shape.Queries - row)), shape);
        });
    }

    /// <summary>
    /// Packs the keys: tile of keys, then channel, then key within the tile; zeros after the last key.
    /// </summary>
    static void PackKeys(float* key, float* target, AttentionShape shape)
    {
        var rows = TKernel.Rows;
        for (var first = 0; first < shape.Keys; first += rows, target += rows * shape.HeadWidth)
        {
            var count = Math.Min(rows, shape.Keys - first);
            if (count < rows)
                new Span<float>(target, rows * shape.HeadWidth).Clear();
            Memory.Transpose(key + (long)first * shape.Width, shape.Width, target, rows, count, shape.HeadWidth);
        }
    }

    /// <summary>
    /// Packs the transposed values: block of keys, tile of channels, then key, then channel within the tile; zeros
    /// after the last channel.
    /// </summary>
    static void PackValues(float* value, float* target, AttentionShape shape)
    {
        var rows = TKernel.Rows;
        for (var start = 0; start < shape.Keys; start += KeysPerBlock)
            for (var first = 0; first < shape.HeadWidth; first += rows)
            {
                var count = Math.Min(rows, shape.HeadWidth - first);
                for (var j = start; j < Math.Min(shape.Keys, start + KeysPerBlock); j++, target += rows)
                {
                    var source = value + (long)j * shape.Width + first;
                    if (count < rows)
                    {
                        Memory.Copy(source, target, count);
                        Memory.Clear(target + count, rows - count);
                        continue;
                    }
                    Vector128.Load(source).Store(target);
                    Vector128.Load(source + rows - 4).Store(target + rows - 4);
                }
            }
    }

    static void Compute(
        float* query, float* keys, float* values, float* y, (int First, int Count) rows, AttentionShape shape)
    {
        var columns = TKernel.Columns;
        var channels = GemmBlocking.RoundUp(shape.HeadWidth, TKernel.Rows);
        var panels = (rows.Count + columns - 1) / columns;
        var panelFloats = (shape.HeadWidth + channels + 2) * columns;
        var weights = GemmVector.Scratch(KeysPerBlock * columns + panels * panelFloats);
        var first = weights + KeysPerBlock * columns;
        for (var p = 0; p < panels; p++)
            Start(query + (long)p * columns * shape.Width, first + p * panelFloats,
                Math.Min(columns, rows.Count - p * columns), channels, shape);
        var keysSeen = shape.IsCausal ? Math.Min(shape.Keys, rows.First + rows.Count) : shape.Keys;
        for (var start = 0; start < keysSeen; start += KeysPerBlock)
        {
            var count = Math.Min(KeysPerBlock, shape.Keys - start);
            for (var p = 0; p < panels; p++)
            {
                var queries = first + p * panelFloats;
                var output = queries + shape.HeadWidth * columns;
                var block = values + (long)start * channels;
                Logits(keys + (long)start * shape.HeadWidth, queries, weights, count, shape.HeadWidth, block);
                if (shape.IsCausal)
                    Mask(weights, rows.First + p * columns, start, count);
                RunningSoftmax(weights, count, output, channels);
                AddValues(
                    block, weights, count, output, channels, keys + (long)(start + count) * shape.HeadWidth);
            }
        }
        for (var p = 0; p < panels; p++)
            Write(first + p * panelFloats + shape.HeadWidth * columns, y + (long)p * columns * shape.Width,
                Math.Min(columns, rows.Count - p * columns), channels, shape);
    }

    /// <summary>
    /// Lays out a panel of queries: queries times log2(e) / sqrt(d), so that weights are powers of 2, transposed, with
    /// zeros after the last one; then sums of values, maxima and sums of weights, of no keys yet.
    /// </summary>
    static void Start(float* query, float* target, int count, int channels, AttentionShape shape)
    {
        var columns = TKernel.Columns;
        var scale = shape.Scale * VectorMath<TSimd, TVector>.Log2E;
        if (count < columns)
            Memory.Clear(target, shape.HeadWidth * columns);
        Memory.Transpose(query, shape.Width, target, columns, count, shape.HeadWidth);
        for (var end = target + shape.HeadWidth * columns; target < end; target += TSimd.Width)
            TSimd.Store(TSimd.Multiply(TSimd.Load(target), TSimd.Create(scale)), target);
        Memory.Clear(target, channels * columns);
        new Span<float>(target + channels * columns, columns).Fill(float.NegativeInfinity);
        Memory.Clear(target + (channels + 1) * columns, columns);
    }

    /// <summary>logits (keys, queries) = keys (keys, d) queries (d, queries); asks for what comes next.</summary>
    static void Logits(float* keys, float* queries, float* logits, int count, int headWidth, float* next)
    {
        var tile = new Tile
        {
            Right = queries,
            Rows = TKernel.Rows,
            Depth = headWidth,
            ResultStride = TKernel.Columns,
            Next = next,
            NextStep = 2 * TKernel.Rows,
        };
        for (var k = 0; k < count; k += TKernel.Rows)
        {
            tile.Left = keys + k * headWidth;
            tile.Result = logits + k * TKernel.Columns;
            TKernel.Run<TransposedLeft>(ref tile);
        }
    }

    static void Mask(float* logits, int firstQuery, int firstKey, int keys)
    {
        for (var k = 0; k < keys; k++)
            for (var r = 0; r < Math.Min(TKernel.Columns, firstKey + k - firstQuery); r++)
                logits[k * TKernel.Columns + r] = float.NegativeInfinity;
    }

    /// <summary>
    /// Turns logits into 2^(logit - max) with the maximum so far, and scales what was summed under the old maximum.
    /// </summary>
    /// <param name="logits">(keys, queries); each query has seen a finite one by now.</param>
    /// <param name="count">Number of keys.</param>
    /// <param name="output">Sums of values, (channels, queries); then the maxima and the sums of weights.</param>
    /// <param name="channels">Rows of <paramref name="output"/>.</param>
    static void RunningSoftmax(float* logits, int count, float* output, int channels)
    {
        for (var v = 0; v < TKernel.Columns; v += 2 * TSimd.Width)
            RunningSoftmaxOfTwo(logits + v, count, output + v, channels);
    }

    /// <summary>The same for two vectors of queries.</summary>
    static void RunningSoftmaxOfTwo(float* logits, int count, float* output, int channels)
    {
        var columns = TKernel.Columns;
        var w = TSimd.Width;
        var end = logits + count * columns;
        float* maxima = output + channels * columns, sums = maxima + columns;
        TVector left = TSimd.Load(maxima), right = TSimd.Load(maxima + w), oddLeft = left, oddRight = right;
        var at = logits;
        for (; at < end - columns; at += 2 * columns)
        {
            left = TSimd.Max(left, TSimd.Load(at));
            right = TSimd.Max(right, TSimd.Load(at + w));
            oddLeft = TSimd.Max(oddLeft, TSimd.Load(at + columns));
            oddRight = TSimd.Max(oddRight, TSimd.Load(at + columns + w));
        }
        if (at < end)
        {
            left = TSimd.Max(left, TSimd.Load(at));
            right = TSimd.Max(right, TSimd.Load(at + w));
        }
        left = TSimd.Max(left, oddLeft);
        right = TSimd.Max(right, oddRight);
        TVector leftShrink = Weight(TSimd.Subtract(TSimd.Load(maxima), left));
        TVector rightShrink = Weight(TSimd.Subtract(TSimd.Load(maxima + w), right));
        TVector leftSum = TSimd.Zero, rightSum = TSimd.Zero;
        for (at = logits; at < end;)
        {
            // Sums of sums: their rounding errors are a fourth of those of one long sum.
            TVector leftPart = TSimd.Zero, rightPart = TSimd.Zero;
            for (var partEnd = Math.Min((nint)end, (nint)(at + KeysPerPart * columns)); (nint)at < partEnd;
                at += columns)
            {
                var e = Weight(TSimd.Subtract(TSimd.Load(at), left));
                TSimd.Store(e, at);
                leftPart = TSimd.Add(leftPart, e);
                e = Weight(TSimd.Subtract(TSimd.Load(at + w), right));
                TSimd.Store(e, at + w);
                rightPart = TSimd.Add(rightPart, e);
            }
            leftSum = TSimd.Add(leftSum, leftPart);
            rightSum = TSimd.Add(rightSum, rightPart);
        }
        for (at = output; at < maxima; at += columns)
        {
            TSimd.Store(TSimd.Multiply(TSimd.Load(at), leftShrink), at);
            TSimd.Store(TSimd.Multiply(TSimd.Load(at + w), rightShrink), at + w);
        }
        TSimd.Store(left, maxima);
        TSimd.Store(right, maxima + w);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(sums), leftShrink, leftSum), sums);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(sums + w), rightShrink, rightSum), sums + w);
    }

    /// <summary>2^x for x up to 0; below -100 2^-100, which beside the maximum's 1 counts for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Weight(TVector x) => VectorMath<TSimd, TVector>.Power2(TSimd.Max(x, TSimd.Create(-100)));

    /// <summary>
    /// output (channels, queries) += values (channels, keys) weights (keys, queries); asks for what comes next.
    /// </summary>
    static void AddValues(float* values, float* weights, int count, float* output, int channels, float* next)
    {
        var columns = TKernel.Columns;
        var tile = new Tile
        {
            Right = weights,
            Rows = TKernel.Rows,
            Depth = count,
            StartStride = columns,
            ResultStride = columns,
            Next = next,
            NextStep = 2 * TKernel.Rows,
        };
        for (var c = 0; c < channels; c += TKernel.Rows)
        {
            tile.Left = values + (long)c * count;
            tile.Start = tile.Result = output + c * columns;
            TKernel.Run<TransposedLeft>(ref tile);
        }
    }

    /// <summary>Writes a panel's results: sums of values over the sums of weights.</summary>
    static void Write(float* output, float* y, int count, int channels, AttentionShape shape)
    {
        var columns = TKernel.Columns;
        var sums = output + (channels + 1) * columns;
        for (var v = 0; v < columns; v += TSimd.Width)
        {
            var scale = TSimd.Divide(TSimd.Create(1), TSimd.Load(sums + v));
            for (var at = output + v; at < sums - columns; at += columns)
                TSimd.Store(TSimd.Multiply(TSimd.Load(at), scale), at);
        }
        Memory.Transpose(output, columns, y, shape.Width, shape.HeadWidth, count);
    }
}

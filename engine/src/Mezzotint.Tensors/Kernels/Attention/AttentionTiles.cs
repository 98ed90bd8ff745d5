using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Attention;

/// <summary>The loops of <see cref="AttentionVector"/> around one micro-kernel.</summary>
static unsafe class AttentionTiles<TKernel, TSimd, TVector>
    where TKernel : struct, IMicroKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Keys that one step of the running softmax takes: whole panels.</summary>
    static int KeysPerBlock => 256 / TKernel.Columns * TKernel.Columns;

    /// <summary>Query tiles that share a block of keys while it is in the cache.</summary>
    const int TilesPerTask = 4;

    public static void Run(float* query, float* key, float* value, float* y, float* scratch, AttentionShape shape)
    {
        var keyPanels = (shape.Keys + TKernel.Columns - 1) / TKernel.Columns;
        var widthPanels = (shape.HeadWidth + TKernel.Columns - 1) / TKernel.Columns;
        var keyFloats = (long)keyPanels * TKernel.Columns * shape.HeadWidth;
        var headFloats = keyFloats + (long)shape.Keys * widthPanels * TKernel.Columns;
        var heads = shape.Batch * shape.Heads;
        Threads.For(heads, head =>
        {
            var first = (long)(head / shape.Heads) * shape.Keys * shape.Width + head % shape.Heads * shape.HeadWidth;
            PackKeys(key + first, scratch + head * headFloats, keyPanels, shape);
            PackValues(value + first, scratch + head * headFloats + keyFloats, widthPanels, shape);
        });
        var taskRows = TilesPerTask * TKernel.Rows;
        var tasks = (shape.Queries + taskRows - 1) / taskRows;
        Threads.For(heads * tasks, task =>
        {
            var head = task / tasks;
            var row = task % tasks * taskRows;
            var first = ((long)(head / shape.Heads) * shape.Queries + row) * shape.Width
                + head % shape.Heads * shape.HeadWidth;
            var packed = scratch + head * headFloats;
            Compute(query + first, packed, packed + keyFloats, y + first,
                (row, Math.Min(taskRows, shape.Queries - row)), shape);
        });
    }

    /// <summary>
    /// Packs the transposed keys: panel of keys, then channel, then key within the panel; zeros after the last key.
    /// </summary>
    static void PackKeys(float* key, float* target, int panels, AttentionShape shape)
    {
        var columns = TKernel.Columns;
        for (var p = 0; p < panels; p++, target += columns * shape.HeadWidth)
        {
            var count = Math.Min(columns, shape.Keys - p * columns);
            if (count < columns)
                new Span<float>(target, columns * shape.HeadWidth).Clear();
            for (var j = 0; j < count; j++)
            {
                var source = key + (long)(p * columns + j) * shape.Width;
                for (var c = 0; c < shape.HeadWidth; c++)
                    target[c * columns + j] = source[c];
            }
        }
    }

    /// <summary>
    /// Packs the values: block of keys, panel of channels, then key, then channel within the panel; zeros after the
    /// last channel.
    /// </summary>
    static void PackValues(float* value, float* target, int panels, AttentionShape shape)
    {
        var columns = TKernel.Columns;
        for (var start = 0; start < shape.Keys; start += KeysPerBlock)
            for (var p = 0; p < panels; p++)
            {
                var count = Math.Min(columns, shape.HeadWidth - p * columns);
                for (var j = start; j < Math.Min(shape.Keys, start + KeysPerBlock); j++, target += columns)
                {
                    new ReadOnlySpan<float>(value + (long)j * shape.Width + p * columns, count).CopyTo(
                        new Span<float>(target, columns));
                    new Span<float>(target + count, columns - count).Clear();
                }
            }
    }

    static void Compute(
        float* query, float* keys, float* values, float* y, (int First, int Count) rows, AttentionShape shape)
    {
        var depthBlocks = GemmBlocking.DepthBlocks(shape.HeadWidth);
        var tileFloats = TKernel.Rows * GemmBlocking.RowStride;
        var outputWidth = GemmBlocking.RoundUp(shape.HeadWidth, TKernel.Columns);
        var tiles = (rows.Count + TKernel.Rows - 1) / TKernel.Rows;
        var total = tiles * TKernel.Rows;
        var queries = GemmVector.Scratch(tiles * depthBlocks * tileFloats + tileFloats + total * (outputWidth + 2));
        var logits = queries + tiles * depthBlocks * tileFloats;
        var output = logits + tileFloats;
        var maxima = output + total * outputWidth;
        var sums = maxima + total;
        new Span<float>(output, total * outputWidth).Clear();
        new Span<float>(maxima, total).Fill(float.NegativeInfinity);
        new Span<float>(sums, total).Clear();
        PackQueries(query, queries, rows.Count, depthBlocks, shape);
        var keysSeen = shape.IsCausal ? Math.Min(shape.Keys, rows.First + rows.Count) : shape.Keys;
        for (var start = 0; start < keysSeen; start += KeysPerBlock)
        {
            var count = Math.Min(KeysPerBlock, shape.Keys - start);
            for (var t = 0; t < tiles; t++)
            {
                var r = t * TKernel.Rows;
                Logits(queries + t * depthBlocks * tileFloats, keys + (long)start * shape.HeadWidth, logits, count,
                    shape.HeadWidth);
                if (shape.IsCausal)
                    Mask(logits, rows.First + r, start, count);
                RunningSoftmax(logits, count, maxima + r, sums + r, output + r * outputWidth, outputWidth);
                AddValues(logits, values + (long)start * outputWidth, count, output + r * outputWidth, outputWidth);
            }
        }
        for (var r = 0; r < rows.Count; r++)
            Multiply(output + r * outputWidth, 1 / sums[r], y + (long)r * shape.Width, shape.HeadWidth);
    }

    /// <summary>
    /// Packs query rows times 1 / sqrt(d), cut into blocks of the depth; rows after the last are zeros.
    /// </summary>
    static void PackQueries(float* query, float* target, int rows, int depthBlocks, AttentionShape shape)
    {
        var blockDepth = GemmBlocking.Depth(shape.HeadWidth);
        var tileFloats = TKernel.Rows * GemmBlocking.RowStride;
        for (var r = 0; r < GemmBlocking.RoundUp(rows, TKernel.Rows); r++)
        {
            var source = query + (long)r * shape.Width;
            var row = target + r / TKernel.Rows * depthBlocks * tileFloats + r % TKernel.Rows * GemmBlocking.RowStride;
            for (var start = 0; start < shape.HeadWidth; start += blockDepth, row += tileFloats)
            {
                var count = Math.Min(blockDepth, shape.HeadWidth - start);
                if (r < rows)
                    Multiply(source + start, shape.Scale, row, count);
                else
                    new Span<float>(row, count).Clear();
            }
        }
    }

    /// <summary>y = factor x.</summary>
    static void Multiply(float* x, float factor, float* y, int count)
    {
        var vector = TSimd.Create(factor);
        var i = 0;
        for (; i <= count - TSimd.Width; i += TSimd.Width)
            TSimd.Store(TSimd.Multiply(TSimd.Load(x + i), vector), y + i);
        for (; i < count; i++)
            y[i] = x[i] * factor;
    }

    static void Logits(float* queries, float* keys, float* logits, int count, int headWidth)
    {
        var blockDepth = GemmBlocking.Depth(headWidth);
        var tile = new Tile { ResultStride = GemmBlocking.RowStride };
        for (var first = 0; first < count; first += TKernel.Columns)
            for (var d = 0; d < headWidth; d += blockDepth)
            {
                tile.Left = queries + d / blockDepth * TKernel.Rows * GemmBlocking.RowStride;
                tile.Right = keys + (long)first * headWidth + d * TKernel.Columns;
                tile.Depth = Math.Min(blockDepth, headWidth - d);
                tile.Result = logits + first;
                tile.Start = d == 0 ? GemmVector.Zeros : tile.Result;
                tile.StartStride = d == 0 ? 0 : GemmBlocking.RowStride;
                TKernel.Run<RowMajorLeft>(ref tile);
            }
    }

    static void Mask(float* logits, int firstQuery, int firstKey, int keys)
    {
        for (var r = 0; r < TKernel.Rows; r++)
            for (var j = Math.Max(0, firstQuery + r - firstKey + 1); j < keys; j++)
                logits[r * GemmBlocking.RowStride + j] = float.NegativeInfinity;
    }

    /// <summary>
    /// Turns logits into exp(logit - max) with the maximum so far, and scales what was summed under the old maximum.
    /// </summary>
    static void RunningSoftmax(float* logits, int count, float* maxima, float* sums, float* output, int outputWidth)
    {
        var whole = count - count % TSimd.Width;
        for (var r = 0; r < TKernel.Rows; r++, logits += GemmBlocking.RowStride, output += outputWidth)
        {
            TVector running = TSimd.Create(maxima[r]);
            for (var j = 0; j < whole; j += TSimd.Width)
                running = TSimd.Max(running, TSimd.Load(logits + j));
            var max = TSimd.MaxAcross(running);
            for (var j = whole; j < count; j++)
                max = MathF.Max(max, logits[j]);
            if (float.IsNegativeInfinity(max))
            {
                new Span<float>(logits, count).Clear();
                continue;
            }
            TVector shift = TSimd.Create(max), total = TSimd.Zero;
            for (var j = 0; j < whole; j += TSimd.Width)
            {
                var e = VectorMath<TSimd, TVector>.Exp(TSimd.Subtract(TSimd.Load(logits + j), shift));
                TSimd.Store(e, logits + j);
                total = TSimd.Add(total, e);
            }
            var sum = TSimd.Sum(total);
            for (var j = whole; j < count; j++)
                sum += logits[j] = MathF.Exp(logits[j] - max);
            if (max > maxima[r])
            {
                var shrink = MathF.Exp(maxima[r] - max);
                sums[r] *= shrink;
                for (var c = 0; c < outputWidth; c += TSimd.Width)
                    TSimd.Store(TSimd.Multiply(TSimd.Load(output + c), TSimd.Create(shrink)), output + c);
                maxima[r] = max;
            }
            sums[r] += sum;
        }
    }

    static void AddValues(float* weights, float* values, int count, float* output, int outputWidth)
    {
        var tile = new Tile { Left = weights, Depth = count, StartStride = outputWidth, ResultStride = outputWidth };
        for (var c = 0; c < outputWidth; c += TKernel.Columns)
        {
            tile.Right = values + (long)c * count;
            tile.Start = tile.Result = output + c;
            TKernel.Run<RowMajorLeft>(ref tile);
        }
    }
}

using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mezzotint.Weights;

/// <summary>A file seen as memory, read only.</summary>
/// <remarks>
/// Touching a page behind the end of a file kills the process, and a file may be cut after it was mapped; or written
/// to, so that its header no longer belongs to what follows. So each span is checked against the file's length and time
/// of writing at that moment; who reads much takes spans of a few megabytes. What is left is a file cut during the
/// microseconds between the check and the copy. A file that is deleted, or replaced by another of its name, stays what
/// it was as long as it is mapped.
/// </remarks>
sealed unsafe partial class MappedFile : IDisposable
{
    readonly SafeFileHandle _file;
    readonly MemoryMappedFile? _map;
    readonly MemoryMappedViewAccessor? _view;
    readonly byte* _start;
    readonly DateTime _writtenAt;

    public MappedFile(string path)
    {
        Path = path;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_file);
        _writtenAt = File.GetLastWriteTimeUtc(_file);
        if (Length == 0)
            return;
        _map = MemoryMappedFile.CreateFromFile(
            _file, null, Length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>Maps a file.</summary>
    /// <exception cref="CheckpointException">It is missing or cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            return new MappedFile(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException(path, $"There is no file {path}: check the name.", cause: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"{path} cannot be read: {error.Message}", cause: error);
        }
    }

    public string Path { get; }

    /// <summary>Bytes in the file when it was mapped.</summary>
    public long Length { get; }

    /// <summary>Whether the file was cut or written to since it was mapped.</summary>
    public bool IsChanged => RandomAccess.GetLength(_file) != Length || IsWritten;

    bool IsWritten => File.GetLastWriteTimeUtc(_file) != _writtenAt;

    /// <summary>Some of the file's bytes. The span is valid until the file is disposed.</summary>
    /// <exception cref="CheckpointException">The file has become shorter, or was written to.</exception>
    public ReadOnlySpan<byte> Span(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_file.IsClosed, this);
        if (offset < 0 || length < 0 || offset > Length - length)
            throw new ArgumentOutOfRangeException(
                nameof(offset), $"{length} bytes at {offset} are not all inside the {Length} bytes of {Path}.");
        var lengthNow = RandomAccess.GetLength(_file);
        if (offset > lengthNow - length)
            throw new CheckpointException(
                Path, $"{Path} was cut from {Length} to {lengthNow} bytes while it was being read: load it again.",
                null, offset);
        if (IsWritten)
            throw new CheckpointException(
                Path, $"{Path} was written to while it was in use, so its parts may not belong together: load it "
                    + "again. To change a model, put the new file beside the old one and rename it.", null, offset);
        return length == 0 ? [] : new ReadOnlySpan<byte>(_start + offset, length);
    }

    /// <summary>
    /// Says that bytes were read and are not wanted soon: they then count no more as memory of this process, though the
    /// system may keep them to read them again.
    /// </summary>
    /// <remarks>A wish only: where there is no such call, nothing is done.</remarks>
    public void Release(long offset, long length)
    {
        const int unwanted = 4; // MADV_DONTNEED; of a file's pages nothing is lost
        var first = (nint)((long)(_start + offset + Environment.SystemPageSize - 1) & -Environment.SystemPageSize);
        var bytes = ((long)(_start + offset + length) & -Environment.SystemPageSize) - first;
        if (OperatingSystem.IsLinux() && bytes > 0)
            _ = Advise(first, (nint)bytes, unwanted);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);

    public void Dispose()
    {
        if (_file.IsClosed)
            return;
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }
        _map?.Dispose();
        _file.Dispose();
    }
}

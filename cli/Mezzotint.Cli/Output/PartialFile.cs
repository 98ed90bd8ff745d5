namespace Mezzotint.Cli.Output;

/// <summary>Files that are either whole or not there.</summary>
static class PartialFile
{
    /// <summary>Writes beside the final name and renames; a failed write leaves nothing.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Remove(partial);
            throw new InputException($"{path} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>
    /// Finds out, before long work, whether a folder can be written to; makes it where it is missing.
    /// </summary>
    /// <exception cref="InputException">It cannot.</exception>
    public static void CheckFolder(string folder)
    {
        var probe = Path.Combine(folder, $".mezzotint-{Environment.ProcessId}.partial");
        try
        {
            Directory.CreateDirectory(folder);
            using (new FileStream(probe, FileMode.Create, FileAccess.Write))
            {
            }
            File.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"The folder {folder} cannot be written to: {error.Message} Name another one with --out.", error);
        }
    }

    static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was never made: the error that the caller reports says why.
        }
    }
}

namespace Mezzotint.Server.Hosting;

/// <summary>The folder of everything that is kept: the private database, pictures, keys that protect cookies.</summary>
sealed class DataFolder
{
    DataFolder(string path) => Root = path;

    /// <summary>The folder itself.</summary>
    public string Root { get; }

    /// <summary>The private PostgreSQL cluster.</summary>
    public string Database => Path.Combine(Root, "postgres");

    /// <summary>The files of pictures.</summary>
    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Mail, one file each, where no mail server is named.</summary>
    public string Mail => Path.Combine(Root, "mail");

    /// <summary>Makes the folder if there is none.</summary>
    /// <exception cref="ServerException">It cannot be made.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        try
        {
            Directory.CreateDirectory(folder.Root);
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ServerException(
                $"The data folder {folder.Root} cannot be made: {error.Message} Choose another with --data.", error);
        }
    }

    /// <summary>Holds the folder for one server; the file is freed when the process ends, however that ends.</summary>
    /// <exception cref="ServerException">Another server holds it.</exception>
    public FileStream Lock()
    {
        try
        {
            return new FileStream(Path.Combine(Root, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
        }
        catch (IOException error)
        {
            throw new ServerException(
                $"Another server already runs on {Root}: stop it, or choose another folder with --data.", error);
        }
    }

    /// <summary>Bytes that can still be written.</summary>
    public long FreeBytes => new DriveInfo(Root).AvailableFreeSpace;
}

namespace Mezzotint.Cli.Shelf;

/// <summary>Where a model comes from: a file or folder of this machine, or an address.</summary>
/// <param name="Text">The full path, or the address.</param>
/// <param name="Address">The address; null for a path.</param>
sealed record ModelOrigin(string Text, Uri? Address)
{
    const string Gguf = ".gguf";

    /// <summary>Whether it is a diffusers folder.</summary>
    public bool IsFolder => Address is null && Directory.Exists(Text);

    /// <summary>How a single file's name ends in the data folder: what it is, its name says.</summary>
    public string Extension => (Address?.AbsolutePath ?? Text).EndsWith(Gguf, StringComparison.OrdinalIgnoreCase)
        ? Gguf : ".safetensors";

    /// <summary>What it is called where nothing else is said: small letters, digits, points and hyphens.</summary>
    public string Name
    {
        get
        {
            var path = (Address?.AbsolutePath ?? Text).TrimEnd('/');
            var name = IsFolder ? Path.GetFileName(path) : Path.GetFileNameWithoutExtension(path);
            var letters = name.ToLowerInvariant().Select(letter =>
                char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-').ToArray();
            return new string(letters).Trim('-', '.');
        }
    }

    /// <exception cref="InputException">It is neither.</exception>
    public static ModelOrigin Parse(string pathOrAddress)
    {
        if (Uri.TryCreate(pathOrAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return new ModelOrigin(address.AbsoluteUri, address);
        return Path.Exists(pathOrAddress) ? new ModelOrigin(Path.GetFullPath(pathOrAddress), null)
            : throw new InputException(
                $"There is no file or folder '{pathOrAddress}': name one, or an address that begins with https://.");
    }
}

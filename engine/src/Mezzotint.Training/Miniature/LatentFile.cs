using System.Runtime.InteropServices;

namespace Mezzotint.Training.Miniature;

/// <summary>
/// The latents of scenes 0, 1, 2... in one file that grows: half precision, channels last, as the encoder gives them.
/// </summary>
/// <remarks>
/// It opens with 8 bytes, the steps of the autoencoder that they are of. Whole latents follow; half a one, which a run
/// left
/// that was killed, is written over.
/// </remarks>
static class LatentFile
{
    /// <summary>Numbers of one latent.</summary>
    public static int Length =>
        MiniatureSizes.Latent * MiniatureSizes.Latent * MiniatureSizes.Autoencoder.LatentChannels;

    static int SizeBytes => Length * 2;

    /// <summary>The file of a working folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "latents.f16");

    /// <summary>
    /// Opens the file to write after its last whole latent; latents of another autoencoder are thrown away.
    /// </summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="autoencoderSteps">Which autoencoder.</param>
    /// <param name="count">Latents that are there.</param>
    public static FileStream Append(string folder, long autoencoderSteps, out int count)
    {
        Directory.CreateDirectory(folder);
        var stream = new FileStream(PathIn(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (ReadSteps(stream) != autoencoderSteps)
        {
            stream.SetLength(0);
            stream.Write(BitConverter.GetBytes(autoencoderSteps));
        }
        count = (int)((stream.Length - sizeof(long)) / SizeBytes);
        stream.SetLength(sizeof(long) + (long)count * SizeBytes);
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    /// <summary>All latents, one after the other; none where there is no file.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="most">No more than so many.</param>
    public static Half[] Read(string folder, int most)
    {
        if (!File.Exists(PathIn(folder)))
            return [];
        using var stream = new FileStream(PathIn(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        _ = ReadSteps(stream);
        var values = new Half[Math.Min(most, (stream.Length - sizeof(long)) / SizeBytes) * Length];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    static long? ReadSteps(FileStream stream)
    {
        var header = new byte[sizeof(long)];
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return read < header.Length ? null : BitConverter.ToInt64(header);
    }
}

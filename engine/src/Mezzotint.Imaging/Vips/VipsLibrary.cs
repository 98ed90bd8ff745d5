using System.Reflection;
using System.Runtime.InteropServices;

namespace Mezzotint.Imaging.Vips;

/// <summary>Finds libvips and makes it ready: once a process.</summary>
static class VipsLibrary
{
    const string PackageFolder = "node_modules/@img";
    const string PackagePrefix = "sharp-libvips-";

    static readonly Lazy<string> Ready = new(Initialise);

    /// <summary>Loads libvips at the first call.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="ImageException">It is nowhere to be found, or cannot be used.</exception>
    public static string Require() => Ready.Value;

    static string Initialise()
    {
        var vips = Candidates().Select(Load).FirstOrDefault(handle => handle != 0);
        if (vips == 0)
            throw new ImageException(
                "Pictures are coded and decoded by libvips, which was not found: run 'npm ci' in Mezzotint's folder, "
                    + "install "
                + "libvips 8.14 or newer, or name the library in the environment variable VIPS_LIB.");
        // The npm package's one file exports GLib's functions too; the system's libvips has them in files of their own.
        var gobject = Exporting("g_object_unref", vips, "libgobject-2.0.so.0", "libgobject-2.0.0.dylib");
        var glib = Exporting("g_free", vips, "libglib-2.0.so.0", "libglib-2.0.0.dylib");
        NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, (name, _, _) => name switch
        {
            VipsNative.Vips => vips,
            VipsNative.GObject => gobject,
            VipsNative.GLib => glib,
            _ => 0,
        });
        return Configure();
    }

    static unsafe string Configure()
    {
        VipsNative.g_log_set_default_handler(&Discard, 0);
        if (VipsNative.vips_init("mezzotint") != 0)
            throw new ImageException($"libvips does not start: {VipsImage.TakeError()}");
        VipsNative.vips_block_untrusted_set(1);
        VipsNative.vips_concurrency_set(1); // requests run side by side; one picture on many threads gains little
        VipsNative.vips_cache_set_max(0);   // every picture is seen once
        return $"{VipsNative.vips_version(0)}.{VipsNative.vips_version(1)}.{VipsNative.vips_version(2)}";
    }

    /// <summary>libvips warns by the thousand about one damaged file: what matters is in its error buffer.</summary>
    [UnmanagedCallersOnly]
    static unsafe void Discard(byte* domain, int level, byte* message, void* data)
    {
    }

    static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("VIPS_LIB") is { Length: > 0 } named)
            yield return named;
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var file in InFolder(folder))
                yield return file;
            if (Directory.Exists(Path.Combine(folder, PackageFolder)))
                foreach (var package in Directory.GetDirectories(
                    Path.Combine(folder, PackageFolder), PackagePrefix + "*"))
                    foreach (var file in InFolder(Path.Combine(package, "lib")))
                        yield return file;
        }
        yield return "libvips.so.42";
        yield return "libvips.42.dylib";
    }

    static string[] InFolder(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "libvips-cpp.*") : [];

    static nint Load(string name) =>
        NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var handle) ? handle : 0;

    static nint Exporting(string function, nint first, params ReadOnlySpan<string> others)
    {
        if (NativeLibrary.TryGetExport(first, function, out _))
            return first;
        foreach (var other in others)
            if (Load(other) is not 0 and var handle)
                return handle;
        throw new ImageException($"libvips was found, but not {others[0]}, which it needs: install GLib 2.");
    }
}

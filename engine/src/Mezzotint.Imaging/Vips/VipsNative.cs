using System.Runtime.InteropServices;

namespace Mezzotint.Imaging.Vips;

/// <summary>
/// The functions of libvips, GObject and GLib that are called, by their C names. None takes a variable list.
/// </summary>
static unsafe partial class VipsNative
{
    public const string Vips = "vips";
    public const string GObject = "gobject-2.0";
    public const string GLib = "glib-2.0";

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_init(string programName);

    [LibraryImport(Vips)]
    public static partial int vips_version(int part);

    [LibraryImport(Vips)]
    public static partial void vips_block_untrusted_set(int isBlocked);

    [LibraryImport(Vips)]
    public static partial void vips_concurrency_set(int threads);

    [LibraryImport(Vips)]
    public static partial void vips_cache_set_max(int operations);

    [LibraryImport(Vips)]
    public static partial nint vips_error_buffer_copy();

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint vips_operation_new(string name);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_object_set_argument_from_string(nint target, string name, string value);

    [LibraryImport(Vips)]
    public static partial nint vips_cache_operation_build(nint operation);

    [LibraryImport(Vips)]
    public static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Vips)]
    public static partial nint vips_image_new_from_memory_copy(
        byte* samples, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Vips)]
    public static partial byte* vips_image_write_to_memory(nint image, out nuint size);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_width(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_height(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_bands(nint image);

    [LibraryImport(Vips)]
    public static partial int vips_image_hasalpha(nint image);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint vips_image_get_typeof(nint image, string name);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void vips_image_set_blob_copy(nint image, string name, byte* bytes, nuint size);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_get_blob(nint image, string name, out byte* bytes, out nuint size);

    [LibraryImport(Vips)]
    public static partial nint vips_image_get_type();

    [LibraryImport(Vips)]
    public static partial nint vips_blob_get_type();

    [LibraryImport(Vips)]
    public static partial nint vips_blob_copy(byte* bytes, nuint size);

    [LibraryImport(Vips)]
    public static partial byte* vips_blob_get(nint blob, out nuint size);

    [LibraryImport(Vips)]
    public static partial void vips_area_unref(nint area);

    [LibraryImport(GObject)]
    public static partial nint g_object_ref(nint target);

    [LibraryImport(GObject)]
    public static partial void g_object_unref(nint target);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_set_property(nint target, string name, in GValue value);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_get_property(nint target, string name, ref GValue value);

    [LibraryImport(GObject)]
    public static partial nint g_value_init(ref GValue value, nint type);

    [LibraryImport(GObject)]
    public static partial void g_value_unset(ref GValue value);

    [LibraryImport(GObject)]
    public static partial void g_value_set_int(ref GValue value, int number);

    [LibraryImport(GObject)]
    public static partial void g_value_set_boolean(ref GValue value, int isTrue);

    [LibraryImport(GObject)]
    public static partial void g_value_set_double(ref GValue value, double number);

    [LibraryImport(GObject)]
    public static partial void g_value_set_object(ref GValue value, nint target);

    [LibraryImport(GObject)]
    public static partial nint g_value_get_object(ref GValue value);

    [LibraryImport(GObject)]
    public static partial void g_value_set_boxed(ref GValue value, nint boxed);

    [LibraryImport(GObject)]
    public static partial nint g_value_get_boxed(ref GValue value);

    [LibraryImport(GLib)]
    public static partial void g_free(void* memory);

    [LibraryImport(GLib)]
    public static partial nint g_log_set_default_handler(
        delegate* unmanaged<byte*, int, byte*, void*, void> handler, nint data);
}

using System.Runtime.InteropServices;

namespace Mezzotint.Imaging.Vips;

/// <summary>A picture inside libvips: a recipe of operations until its samples or its file are asked for.</summary>
/// <remarks>Operations are built by name and their arguments set as GObject properties, so no C function with a
/// variable
/// list of arguments is called, which .NET cannot do on every machine.</remarks>
sealed unsafe class VipsImage : IDisposable
{
    const int UnsignedChar = 0;

    nint _image;

    VipsImage(nint image) => _image = image;

    ~VipsImage() => Release();

    public int Width => VipsNative.vips_image_get_width(_image);

    public int Height => VipsNative.vips_image_get_height(_image);

    public int Bands => VipsNative.vips_image_get_bands(_image);

    public bool HasAlpha => VipsNative.vips_image_hasalpha(_image) != 0;

    /// <summary>A picture of 8-bit samples, which are copied.</summary>
    public static VipsImage FromSamples(ReadOnlySpan<byte> samples, int width, int height, int bands)
    {
        VipsLibrary.Require();
        nint image;
        fixed (byte* start = samples)
            image = VipsNative.vips_image_new_from_memory_copy(
                start, (nuint)samples.Length, width, height, bands, UnsignedChar);
        if (image == 0)
            throw new VipsException(TakeError());
        using var plain = new VipsImage(image);
        return plain.Then("copy", ("interpretation", bands == 1 ? "b-w" : "srgb"));
    }

    /// <summary>The result of an operation that takes no picture, such as a loader.</summary>
    /// <param name="operation">libvips's name for it.</param>
    /// <param name="arguments">
    /// Values by name: int, bool, double, byte[] (copied), <see cref="VipsImage"/>, or a string, which libvips parses,
    /// so that it serves for enumerations and lists of numbers too.
    /// </param>
    /// <exception cref="VipsException">libvips refused.</exception>
    public static VipsImage Make(string operation, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        VipsLibrary.Require();
        var built = Build(operation, null, arguments);
        GValue value = default;
        VipsNative.g_value_init(ref value, VipsNative.vips_image_get_type());
        VipsNative.g_object_get_property(built, "out", ref value);
        var result = new VipsImage(VipsNative.g_object_ref(VipsNative.g_value_get_object(ref value)));
        Finish(built, ref value);
        return result;
    }

    /// <summary>The result of an operation on this picture.</summary>
    /// <exception cref="VipsException">libvips refused.</exception>
    public VipsImage Then(string operation, params ReadOnlySpan<(string Name, object Value)> arguments) =>
        Make(operation, [("in", this), .. arguments]);

    /// <summary>The file that a saver makes of this picture. Metadata of the source is not carried over.</summary>
    /// <exception cref="VipsException">libvips refused, or the source turned out to be damaged.</exception>
    public byte[] Save(string saver, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var built = Build(saver, this, arguments);
        GValue value = default;
        VipsNative.g_value_init(ref value, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(built, "buffer", ref value);
        var start = VipsNative.vips_blob_get(VipsNative.g_value_get_boxed(ref value), out var size);
        var bytes = new ReadOnlySpan<byte>(start, checked((int)size)).ToArray();
        Finish(built, ref value);
        return bytes;
    }

    /// <summary>Computes the picture: its samples row by row, the bands of a pixel side by side.</summary>
    /// <exception cref="VipsException">The source turned out to be damaged.</exception>
    public byte[] ToSamples()
    {
        var start = VipsNative.vips_image_write_to_memory(_image, out var size);
        if (start is null)
            throw new VipsException(TakeError());
        var samples = new ReadOnlySpan<byte>(start, checked((int)size)).ToArray();
        VipsNative.g_free(start);
        return samples;
    }

    /// <summary>Whether the picture carries a field of metadata.</summary>
    public bool Has(string field) => VipsNative.vips_image_get_typeof(_image, field) != 0;

    /// <summary>The bytes of a field of metadata, or nothing.</summary>
    public byte[] Blob(string field) => Has(field)
        && VipsNative.vips_image_get_blob(_image, field, out var start, out var size) == 0
        ? new ReadOnlySpan<byte>(start, checked((int)size)).ToArray() : [];

    /// <summary>The same picture with a field of metadata, which a saver may write.</summary>
    public VipsImage WithBlob(string field, ReadOnlySpan<byte> bytes)
    {
        var copy = Then("copy");
        fixed (byte* start = bytes)
            VipsNative.vips_image_set_blob_copy(copy._image, field, start, (nuint)bytes.Length);
        return copy;
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>libvips's last messages; the buffer is emptied.</summary>
    internal static string TakeError()
    {
        var text = VipsNative.vips_error_buffer_copy();
        var message = Marshal.PtrToStringUTF8(text) ?? "";
        VipsNative.g_free((void*)text);
        return message.Trim().ReplaceLineEndings("; ");
    }

    static nint Build(string name, VipsImage? input, ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var operation = VipsNative.vips_operation_new(name);
        if (operation == 0)
            throw new VipsException(TakeError());
        try
        {
            if (input is not null)
                Set(operation, "in", input);
            foreach (var argument in arguments)
                Set(operation, argument.Name, argument.Value);
            var built = VipsNative.vips_cache_operation_build(operation);
            return built != 0 ? built : throw new VipsException(TakeError());
        }
        finally
        {
            VipsNative.g_object_unref(operation);
        }
    }

    static void Finish(nint built, ref GValue value)
    {
        VipsNative.g_value_unset(ref value);
        VipsNative.vips_object_unref_outputs(built);
        VipsNative.g_object_unref(built);
    }

    static void Set(nint operation, string name, object value)
    {
        if (value is string text)
        {
            // Enumerations cannot be set by a string property; this function knows their names.
            if (VipsNative.vips_object_set_argument_from_string(operation, name, text) != 0)
                throw new VipsException(TakeError());
            return;
        }
        var variant = Variant(value);
        VipsNative.g_object_set_property(operation, name, variant);
        VipsNative.g_value_unset(ref variant);
    }

    static GValue Variant(object value)
    {
        GValue variant = default;
        switch (value)
        {
            case int number:
                VipsNative.g_value_init(ref variant, GValue.Int);
                VipsNative.g_value_set_int(ref variant, number);
                break;
            case bool isTrue:
                VipsNative.g_value_init(ref variant, GValue.Bool);
                VipsNative.g_value_set_boolean(ref variant, isTrue ? 1 : 0);
                break;
            case double number:
                VipsNative.g_value_init(ref variant, GValue.Double);
                VipsNative.g_value_set_double(ref variant, number);
                break;
            case VipsImage image:
                VipsNative.g_value_init(ref variant, VipsNative.vips_image_get_type());
                VipsNative.g_value_set_object(ref variant, image._image);
                break;
            case byte[] bytes:
                VipsNative.g_value_init(ref variant, VipsNative.vips_blob_get_type());
                nint blob;
                fixed (byte* start = bytes)
                    blob = VipsNative.vips_blob_copy(start, (nuint)bytes.Length);
                VipsNative.g_value_set_boxed(ref variant, blob);
                VipsNative.vips_area_unref(blob); // the variant holds a reference of its own
                break;
            default:
                throw new ArgumentException(
                    $"An argument of type {value.GetType()} cannot be given to libvips.", nameof(value));
        }
        return variant;
    }

    void Release()
    {
        var image = Interlocked.Exchange(ref _image, 0);
        if (image != 0)
            VipsNative.g_object_unref(image);
    }
}

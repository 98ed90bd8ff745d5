using System.Runtime.InteropServices;

namespace Mezzotint.Imaging.Vips;

/// <summary>GObject's variant: the type's number and 16 bytes that its functions know how to read.</summary>
[StructLayout(LayoutKind.Sequential)]
struct GValue
{
    public const nint Int = 6 << 2; // G_TYPE_MAKE_FUNDAMENTAL(n) is n << 2
    public const nint Bool = 5 << 2;
    public const nint Double = 15 << 2;

    public nint Type;
    public long First;
    public long Second;
}

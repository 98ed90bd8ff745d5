namespace Mezzotint.Imaging.Vips;

/// <summary>
/// What libvips left in its error buffer. Never leaves this library: callers see <see cref="ImageException"/>.
/// </summary>
sealed class VipsException(string message) : Exception(message);

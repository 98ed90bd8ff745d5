namespace Mezzotint.Bench.Networks;

/// <summary>A network at the size that it is published in.</summary>
/// <param name="Network">unet, vae, clip, mmdit or flux.</param>
/// <param name="Family">What <c>--family</c> calls it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Size">Edge in pixels of the pictures it was trained on.</param>
/// <param name="Build">Builds it.</param>
sealed record FullNetwork(string Network, string Family, string Title, int Size, NetworkBuilder Build);

namespace Mezzotint.Server.OpenApi;

/// <summary>A request's header that a route looks at.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
sealed record RouteHeader(string Name, string Description);

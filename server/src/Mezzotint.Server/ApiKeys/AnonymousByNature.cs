namespace Mezzotint.Server.ApiKeys;

/// <summary>The mark of a route that anybody may call.</summary>
sealed record AnonymousByNature;

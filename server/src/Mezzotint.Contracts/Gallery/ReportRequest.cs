namespace Mezzotint.Contracts.Gallery;

/// <summary>The body of POST /api/v1/gallery/{id}/reports.</summary>
/// <param name="Reason">What is wrong with the picture, 1 to 1,000 characters.</param>
public sealed record ReportRequest(string Reason);

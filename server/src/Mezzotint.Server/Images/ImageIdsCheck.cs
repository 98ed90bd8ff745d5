using Mezzotint.Contracts.Images;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Images;

/// <summary>Whether a list of ids is as long as it may be.</summary>
static class ImageIdsCheck
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static Problem? Fault(ImageIds body, int most) => body.Ids is null or []
        ? Problem.BadRequest("ids", "'ids' is empty: name at least one picture.")
        : body.Ids.Count > most
            ? Problem.BadRequest("ids", $"'ids' has {body.Ids.Count} entries, at most {most} are taken: ask in parts.")
            : null;
}

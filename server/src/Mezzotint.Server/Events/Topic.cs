using System.Globalization;

namespace Mezzotint.Server.Events;

/// <summary>What a wake is about.</summary>
readonly record struct Topic(TopicKind Kind, Guid Id)
{
    /// <summary>Letters of a written topic.</summary>
    public const int Length = 1 + 32;

    public static Topic Jobs { get; } = new(TopicKind.Jobs, Guid.Empty);

    public static Topic Deliveries { get; } = new(TopicKind.Deliveries, Guid.Empty);

    public static Topic Generation(Guid id) => new(TopicKind.Generation, id);

    public static Topic Workspace(Guid id) => new(TopicKind.Workspace, id);

    /// <param name="id">A generation's or a workspace's.</param>
    public static Topic Progress(Guid id) => new(TopicKind.Progress, id);

    /// <summary>A written topic; null where it is none.</summary>
    public static Topic? Read(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) && Guid.TryParseExact(text[1..], "N", out var id)
            ? new Topic((TopicKind)(text[0] - '0'), id) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Kind}{Id:N}");
}

using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Images;

/// <summary>Which pictures of a workspace are asked for; what is left out does not matter.</summary>
sealed record ImageFilter
{
    const int WordsLengthMax = 200;

    /// <summary>Words that all stand in the prompt; "in quotes" beside each other, -word not at all.</summary>
    public string? Words { get; init; }

    /// <summary>The model's key.</summary>
    public string? Model { get; init; }

    /// <summary>text-to-image, image-to-image or inpaint.</summary>
    public string? Operation { get; init; }

    /// <summary>Whether marked.</summary>
    public bool? Favourite { get; init; }

    /// <summary>Whether everybody may see it.</summary>
    public bool? Public { get; init; }

    /// <summary>In this collection.</summary>
    public Guid? Collection { get; init; }

    /// <summary>Stored at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Stored before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>landscape, portrait or square.</summary>
    public string? Orientation { get; init; }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public Problem? Fault() => Words?.Length > WordsLengthMax
        ? Problem.BadRequest("words", $"'words' has {Words.Length} characters, at most {WordsLengthMax} are read.")
        : Orientation is not (null or "landscape" or "portrait" or "square")
            ? Problem.BadRequest("orientation", "'orientation' is none: choose landscape, portrait or square.")
            : null;

    /// <summary>The conditions, in SQL, of what was asked for alone, so that each finds its index.</summary>
    public IEnumerable<string> Conditions()
    {
        if (Words is not null)
            yield return """
                i.words @@ (quote_literal(@WorkspaceId::text)::tsquery && websearch_to_tsquery('simple', @Words))
                """;
        if (Model is not null)
            yield return "g.model = @Model and g.workspace_id = @WorkspaceId";
        if (Operation is not null)
            yield return "g.operation = @Operation and g.workspace_id = @WorkspaceId";
        if (Favourite is { } isFavourite)
            yield return isFavourite ? "i.is_favourite" : "not i.is_favourite";
        if (Public is { } isPublic)
            yield return isPublic ? "i.is_public" : "not i.is_public";
        if (Collection is not null)
            yield return "i.id in (select image_id from collection_image where collection_id = @Collection)";
        if (From is not null)
            yield return "i.created_at >= @From";
        if (To is not null)
            yield return "i.created_at < @To";
        if (Orientation is not null)
            yield return Orientation switch
            {
                "landscape" => "i.width > i.height",
                "portrait" => "i.width < i.height",
                _ => "i.width = i.height",
            };
    }
}

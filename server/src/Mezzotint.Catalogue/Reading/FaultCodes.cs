namespace Mezzotint.Catalogue.Reading;

/// <summary>The kinds of fault. A reference to nothing is unknown_ and what it should be: unknown_wallet.</summary>
public static class FaultCodes
{
    /// <summary>The file is longer than is read.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The file is no JSON.</summary>
    public const string NotJson = "not_json";

    /// <summary>A field that a record does not have.</summary>
    public const string UnknownField = "unknown_field";

    /// <summary>A field that stands twice in a record.</summary>
    public const string DuplicateField = "duplicate_field";

    /// <summary>A field that must be there and is not.</summary>
    public const string Missing = "missing";

    /// <summary>A value of another JSON type.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A number, or the length of a text or list, outside of its limits.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Credits with more than three decimals.</summary>
    public const string FinerThanThousandths = "finer_than_thousandths";

    /// <summary>A text that is not made as it must be.</summary>
    public const string BadFormat = "bad_format";

    /// <summary>A word that is none of those to choose from.</summary>
    public const string UnknownChoice = "unknown_choice";

    /// <summary>A key that another entry of its list has.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>A reference to a way to pay that the plan does not have.</summary>
    public const string UnknownBilling = "unknown_billing";

    /// <summary>A tag about which a plan says nothing.</summary>
    public const string TagNotCovered = "tag_not_covered";

    /// <summary>A second word about the same thing.</summary>
    public const string DuplicateEntry = "duplicate_entry";

    /// <summary>Limited access without a number, or a number without limited access.</summary>
    public const string PerDayMismatch = "per_day_mismatch";

    /// <summary>Something not available, and no reason why.</summary>
    public const string ReasonMissing = "reason_missing";

    /// <summary>A model to be used, and no checkpoint.</summary>
    public const string CheckpointMissing = "checkpoint_missing";

    /// <summary>An upscaler without a factor, or a factor without an upscaler.</summary>
    public const string FactorMismatch = "factor_mismatch";

    /// <summary>A price that names models and tags.</summary>
    public const string ModelsAndTags = "models_and_tags";

    /// <summary>A second price that applies as well as the first.</summary>
    public const string AmbiguousPrice = "ambiguous_price";

    /// <summary>An operation or a model without a price.</summary>
    public const string NotPriced = "not_priced";

    /// <summary>The code of a reference to nothing.</summary>
    /// <param name="target">The type of what it should be.</param>
    internal static string Unknown(Type target) => $"unknown_{target.Name.ToLowerInvariant()}";
}

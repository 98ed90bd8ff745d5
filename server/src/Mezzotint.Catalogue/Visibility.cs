namespace Mezzotint.Catalogue;

/// <summary>Who sees the results.</summary>
public enum Visibility
{
    /// <summary>Everybody, in the gallery.</summary>
    Public,

    /// <summary>Their owner.</summary>
    Private,

    /// <summary>As the owner chooses; private unless chosen otherwise.</summary>
    Chosen,
}

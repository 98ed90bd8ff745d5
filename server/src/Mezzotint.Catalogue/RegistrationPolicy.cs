namespace Mezzotint.Catalogue;

/// <summary>Who may join.</summary>
public enum RegistrationPolicy
{
    /// <summary>Anybody.</summary>
    Open,

    /// <summary>Those who hold an invitation.</summary>
    Invitation,

    /// <summary>Those whom an admin approves.</summary>
    Approval,

    /// <summary>Nobody; admins make the accounts.</summary>
    Closed,
}

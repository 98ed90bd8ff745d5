namespace Mezzotint.Server.Accounts;

/// <summary>What a link in a mail lets its holder do.</summary>
static class LinkPurpose
{
    public const string ConfirmEmail = "confirm-email";
    public const string ResetPassword = "reset-password";
    public const string ChangeEmail = "change-email";
}

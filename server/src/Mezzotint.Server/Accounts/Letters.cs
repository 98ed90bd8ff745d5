using Mezzotint.Server.Mail;

namespace Mezzotint.Server.Accounts;

/// <summary>What is written to people about their account.</summary>
static class Letters
{
    const string Ignore = "If you did not ask for this, you need not do anything.";

    public static Letter ConfirmEmail(Outbox outbox, string to, SecretToken token) => new(
        to, $"Confirm your address for {outbox.ServiceName}",
        $"Open this link to confirm that this address is yours. It works once, for 24 hours.\n\n"
        + $"{outbox.Link("confirm-email", token.Text)}\n\n{Ignore}");

    public static Letter ResetPassword(Outbox outbox, string to, SecretToken token) => new(
        to, $"A new password for {outbox.ServiceName}",
        $"Open this link to choose a new password. It works once, for 1 hour.\n\n"
        + $"{outbox.Link("reset-password", token.Text)}\n\n{Ignore} Your password stays as it is.");

    public static Letter AlreadyRegistered(Outbox outbox, string to, SecretToken token) => new(
        to, $"You have an account with {outbox.ServiceName}",
        "Somebody registered with this address, which has an account already: log in with its password. If you forgot "
        + $"the password, this link lets you choose a new one. It works once, for 1 hour.\n\n"
        + $"{outbox.Link("reset-password", token.Text)}\n\n{Ignore}");

    public static Letter PasswordChanged(Outbox outbox, string to) => new(
        to, $"Your password for {outbox.ServiceName} was changed",
        "The password of your account was changed, and every device was logged out. If it was not you, choose a new "
        + $"password now:\n\n{outbox.Link("forgot-password")}");

    public static Letter EmailChanged(Outbox outbox, string to, string newEmail) => new(
        to, $"Your address for {outbox.ServiceName} was changed",
        $"Your account now belongs to the address {newEmail}. If it was not you, write to the operator at once.");

    public static Letter ConfirmNewEmail(Outbox outbox, string to, SecretToken token) => new(
        to, $"Confirm your new address for {outbox.ServiceName}",
        $"Open this link to make this the address of your account. It works once, for 24 hours.\n\n"
        + $"{outbox.Link("confirm-email", token.Text)}\n\n{Ignore}");

    public static Letter AccountDeleted(Outbox outbox, string to) => new(
        to, $"Your account with {outbox.ServiceName} was deleted",
        "Your account, your workspace and everything in it were deleted, as you asked.");

    public static Letter LetIn(Outbox outbox, string to) => new(
        to, $"Welcome to {outbox.ServiceName}", $"You can log in now:\n\n{outbox.Link("log-in")}");

    public static Letter NotLetIn(Outbox outbox, string to) => new(
        to, $"Your registration with {outbox.ServiceName}",
        "Your registration was not accepted, and what you entered was deleted.");

    public static Letter Invited(Outbox outbox, string to, SecretToken token) => new(
        to, $"An invitation to {outbox.ServiceName}",
        $"You are invited to {outbox.ServiceName}. Open this link to register. It works once, for 7 days.\n\n"
        + outbox.Link("register", token.Text));
}

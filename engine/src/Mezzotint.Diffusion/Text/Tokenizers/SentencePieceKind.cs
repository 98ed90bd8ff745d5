namespace Mezzotint.Diffusion.Text.Tokenizers;

/// <summary>What an entry of a SentencePiece vocabulary stands for; the numbers are the format's.</summary>
enum SentencePieceKind
{
    /// <summary>A piece of text.</summary>
    Normal = 1,

    /// <summary>Whatever no piece covers.</summary>
    Unknown = 2,

    /// <summary>A mark that no text contains, such as the end.</summary>
    Control = 3,

    /// <summary>A piece that is never cut.</summary>
    UserDefined = 4,

    /// <summary>An entry that is not used.</summary>
    Unused = 5,

    /// <summary>A single byte.</summary>
    Byte = 6,
}

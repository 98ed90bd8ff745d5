using System.Globalization;

namespace Mezzotint.Diffusion.Text.Prompts;

/// <summary>Reads the parts of a prompt that change with the steps.</summary>
/// <remarks>
/// <code>
/// prompt    = { part | "[" | "]" | "(" | ")" | ":" }          brackets may be loose at the top
/// text      = { part }                                        inside brackets they must match
/// part      = plain | "(" text [":" text] ")" | "[" text "]" | switch | turns
/// switch    = "[" [text ":"] text ":" number "]"
/// turns     = "[" text "|" text { "|" text } "]"
/// plain     = characters but \ [ ] ( ) : |, or \ and any character but a line break
/// </code>
/// A bracket that begins nothing of this is loose; one try a bracket and a bound on nesting keep the time in
/// proportion.
/// </remarks>
sealed class PromptEditParser
{
    const int MaxDepth = 64;

    readonly string _text;
    int _position;

    PromptEditParser(string text) => _text = text;

    /// <summary>The parts, or null where a bar stands outside brackets or a backslash before nothing.</summary>
    public static IReadOnlyList<PromptPart>? Parse(string prompt)
    {
        var parser = new PromptEditParser(prompt);
        var parts = new List<PromptPart>();
        while (parser._position < prompt.Length)
        {
            var start = parser._position;
            if (parser.Part(0) is { } part)
            {
                parts.AddRange(part);
                continue;
            }
            if (prompt[start] is '|' or '\\')
                return null;
            parts.Add(new PromptPart.Literal(prompt[start].ToString()));
            parser._position = start + 1;
        }
        return parts;
    }

    /// <summary>One part at the position, which moves past it; null, and the position stays anywhere, if there is
    /// none.</summary>
    List<PromptPart>? Part(int depth) => depth > MaxDepth ? null : Next switch
    {
        '[' => Square(depth + 1),
        '(' => Round(depth + 1),
        _ => Plain() is { Length: > 0 } plain ? [new PromptPart.Literal(plain)] : null,
    };

    List<PromptPart> Text(int depth)
    {
        var parts = new List<PromptPart>();
        while (Next is not (')' or ']' or ':' or '|' or '\0') && Part(depth) is { } part)
            parts.AddRange(part);
        return parts;
    }

    /// <summary>A run of plain characters and escapes.</summary>
    string Plain()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is not ('[' or ']' or '(' or ')' or ':' or '|'))
        {
            if (_text[_position] == '\\' && (_position + 1 >= _text.Length || _text[_position + 1] == '\n'))
                break;
            _position += _text[_position] == '\\' ? 2 : 1;
        }
        return _text[start.._position];
    }

    List<PromptPart>? Round(int depth)
    {
        _position++;
        List<PromptPart> parts = [new PromptPart.Literal("("), .. Text(depth)];
        if (Take(':'))
            parts.AddRange([new PromptPart.Literal(":"), .. Text(depth)]);
        parts.Add(new PromptPart.Literal(")"));
        return Take(')') ? parts : null;
    }

    List<PromptPart>? Square(int depth)
    {
        _position++;
        var first = Text(depth);
        return Next switch
        {
            ']' => Take(']') ? [new PromptPart.Literal("["), .. first, new PromptPart.Literal("]")] : null,
            '|' => Turns(first, depth),
            ':' => Switch(first, depth),
            _ => null,
        };
    }

    List<PromptPart>? Turns(List<PromptPart> first, int depth)
    {
        var options = new List<IReadOnlyList<PromptPart>> { first };
        while (Take('|'))
            options.Add(Text(depth));
        return Take(']') ? [new PromptPart.Turns(options)] : null;
    }

    List<PromptPart>? Switch(List<PromptPart> first, int depth)
    {
        Take(':');
        var start = _position;
        var second = Text(depth);
        var (before, after) = (new List<PromptPart>(), first);
        if (Take(':'))
        {
            (before, after) = (first, second);
            start = _position;
            Text(depth);
        }
        var number = _text[start..Math.Min(_position, _text.Length)].Trim();
        if (!Take(']') || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var when)
            || !double.IsFinite(when))
            return null;
        return [new PromptPart.Switch(before, after, when, number.Contains('.'))];
    }

    char Next => _position < _text.Length ? _text[_position] : '\0';

    bool Take(char expected)
    {
        var isThere = Next == expected && _position < _text.Length;
        _position += isThere ? 1 : 0;
        return isThere;
    }
}

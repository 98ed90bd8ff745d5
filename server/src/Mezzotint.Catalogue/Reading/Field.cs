using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mezzotint.Catalogue.Reading;

/// <summary>A field of a record of the catalogue: the JSON side of a property.</summary>
/// <param name="Property">The property.</param>
sealed record Field(PropertyInfo Property)
{
    static readonly ConcurrentDictionary<Type, IReadOnlyList<Field>> Known = [];

    /// <summary>Its name in JSON: camel case, and credits where the property counts millicredits.</summary>
    public string Name { get; } = Property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(Property.Name.Replace("Millicredits", "Credits"));

    public bool IsRequired { get; } = Property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>What may stand there, or in each item of its list.</summary>
    public ScalarAttribute? Scalar { get; } = Property.GetCustomAttribute<ScalarAttribute>();

    /// <summary>How many items it has, if it is a list.</summary>
    public ItemsAttribute? Items { get; } = Property.GetCustomAttribute<ItemsAttribute>();

    /// <summary>Its type, or the type of an item; without the question mark.</summary>
    public Type Type { get; } = TypeOf(Property);

    /// <summary>Whether it is the key of its record.</summary>
    public bool IsKey => Scalar is KeyAttribute;

    /// <summary>The fields of a record, in order.</summary>
    public static IReadOnlyList<Field> Of(Type record) => Known.GetOrAdd(record, type =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .Select(property => new Field(property))]);

    /// <summary>The words to choose from where the type is an enumeration.</summary>
    public static IReadOnlyDictionary<string, object> Choices(Type type) => Enum.GetValues(type).Cast<object>()
        .ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()!));

    /// <summary>Gives a record's property its value, a whole number in the property's width.</summary>
    public void Set(object record, object value) =>
        Property.SetValue(record, value is long number && Type == typeof(int) ? (int)number : value);

    static Type TypeOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsGenericType ? type.GetGenericArguments()[0] : type;
    }
}

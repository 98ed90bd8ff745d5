using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue.Tests.Documents;

/// <summary>The records that a catalogue is made of.</summary>
static class Records
{
    /// <summary>All of them, each before those that its fields lead to, in the order of the fields.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. Reachable(typeof(OfferCatalogue)).Distinct()];

    public static bool IsRecord(Field field) =>
        field.Scalar is null && !field.Type.IsEnum && field.Type != typeof(bool);

    static IEnumerable<Type> Reachable(Type record) =>
        Field.Of(record).Where(IsRecord).SelectMany(field => Reachable(field.Type)).Prepend(record);
}

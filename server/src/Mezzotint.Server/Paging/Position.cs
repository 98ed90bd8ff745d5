using System.Buffers.Binary;

namespace Mezzotint.Server.Paging;

/// <summary>Where an item stands in a list: its time, and its id among those of the same time.</summary>
readonly record struct Position(DateTime Time, Guid Id)
{
    /// <summary>Bytes of a written position.</summary>
    public const int Bytes = 8 + 16;

    /// <summary>Before all items: lists go from the newest to the oldest.</summary>
    public static Position Beginning { get; } =
        new(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), Guid.AllBitsSet);

    public static Position? Read(ReadOnlySpan<byte> bytes)
    {
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new Position(new DateTime(ticks, DateTimeKind.Utc), new Guid(bytes[8..], bigEndian: true)) : null;
    }

    public byte[] Write()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Time.Ticks);
        Id.TryWriteBytes(bytes.AsSpan(8), bigEndian: true, out _);
        return bytes;
    }
}

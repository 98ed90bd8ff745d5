using System.Net;

namespace Mezzotint.Server.Webhooks;

/// <summary>Which addresses are on the internet, and not this machine's, its network's or nobody's.</summary>
/// <remarks>After the special-purpose registries of IANA (RFC 6890 and those that came after).</remarks>
static class PublicAddress
{
    static readonly IPNetwork[] Closed4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),       // this network
        IPNetwork.Parse("10.0.0.0/8"),      // private
        IPNetwork.Parse("100.64.0.0/10"),   // shared by carriers
        IPNetwork.Parse("127.0.0.0/8"),     // loopback
        IPNetwork.Parse("169.254.0.0/16"),  // link-local, and clouds' metadata
        IPNetwork.Parse("172.16.0.0/12"),   // private
        IPNetwork.Parse("192.0.0.0/24"),    // protocols
        IPNetwork.Parse("192.0.2.0/24"),    // documentation
        IPNetwork.Parse("192.88.99.0/24"),  // relays to 6to4
        IPNetwork.Parse("192.168.0.0/16"),  // private
        IPNetwork.Parse("198.18.0.0/15"),   // measurements
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"),  // documentation
        IPNetwork.Parse("224.0.0.0/4"),     // multicast
        IPNetwork.Parse("240.0.0.0/4"),     // reserved, and broadcast
    ];

    /// <summary>What is in use of version 6. Outside: loopback, unique-local, link-local, NAT64...</summary>
    static readonly IPNetwork Open6 = IPNetwork.Parse("2000::/3");

    static readonly IPNetwork[] Closed6 =
    [
        IPNetwork.Parse("2001::/23"),     // protocols, among them Teredo, which holds a version 4 address
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"),     // 6to4, which holds a version 4 address
        IPNetwork.Parse("3fff::/20"),     // documentation
    ];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? !Closed4.Any(network => network.Contains(address))
            : Open6.Contains(address) && !Closed6.Any(network => network.Contains(address));
    }
}

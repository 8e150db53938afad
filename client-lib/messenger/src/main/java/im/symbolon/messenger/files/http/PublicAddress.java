package im.symbolon.messenger.files.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that everybody can reach (IANA's registries of special ones). */
final class PublicAddress {
  private PublicAddress() {}

  static boolean is(InetAddress address) {
    boolean special =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    byte[] bytes = address.getAddress();
    return !special && (address instanceof Inet4Address ? is4(bytes) : is6(bytes));
  }

  private static boolean is4(byte[] a) {
    int first = a[0] & 0xff;
    int second = a[1] & 0xff;
    boolean shared = first == 100 && second >= 64 && second < 128;
    boolean measured = first == 198 && (second == 18 || second == 19);
    boolean assigned = first == 192 && second == 0 && a[2] == 0;
    return first != 0 && first < 224 && !shared && !measured && !assigned;
  }

  /** Only 2000::/3 is given out; what carries an IPv4 address is judged by that. */
  private static boolean is6(byte[] a) {
    boolean mapped64 = a[0] == 0 && a[1] == 0x64 && (a[2] & 0xff) == 0xff && (a[3] & 0xff) == 0x9b;
    if (mapped64) {
      return isPublic4(new byte[] {a[12], a[13], a[14], a[15]});
    }
    boolean via6to4 = a[0] == 0x20 && a[1] == 2;
    if (via6to4) {
      return isPublic4(new byte[] {a[2], a[3], a[4], a[5]});
    }
    return (a[0] & 0xe0) == 0x20;
  }

  private static boolean isPublic4(byte[] a) {
    try {
      return is(InetAddress.getByAddress(a));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are an address
    }
  }
}

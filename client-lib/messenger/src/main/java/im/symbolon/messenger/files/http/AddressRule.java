package im.symbolon.messenger.files.http;

import java.net.InetAddress;
import java.util.Locale;

/** To which machines a message may make this device connect. */
@FunctionalInterface
public interface AddressRule {
  /** True when that host may have that address. */
  boolean allows(String host, InetAddress address);

  /**
   * Those of the own domain, wherever they are, and of others only public ones: a link must not
   * reach what stands in somebody's own network.
   */
  static AddressRule ownOrPublic(String ownDomain) {
    String own = ownDomain.toLowerCase(Locale.ROOT);
    return (host, address) ->
        host.equals(own) || host.endsWith("." + own) || PublicAddress.is(address);
  }
}

package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Anyone who can be addressed on the network: an account, one of its connected devices, a domain.
 *
 * @param account the account, empty for a domain
 * @param domain the domain, lower case
 * @param resource the connected device or occupant, if any
 */
public record EntityAddress(Optional<BareJid> account, String domain, Optional<String> resource) {
  private static final int MAX_PART_BYTES = 1023;

  public EntityAddress {
    Objects.requireNonNull(account);
    Objects.requireNonNull(domain);
    Objects.requireNonNull(resource);
  }

  public static EntityAddress of(BareJid account) {
    return new EntityAddress(Optional.of(account), account.domain(), Optional.empty());
  }

  /**
   * A server or service, such as {@code example.org}.
   *
   * @throws ProtocolException MALFORMED when it is no domain name
   */
  public static EntityAddress ofDomain(String domain) throws ProtocolException {
    // An account of that domain checks the domain by the same rules.
    return new EntityAddress(
        Optional.empty(), BareJid.parse("x@" + domain).domain(), Optional.empty());
  }

  /**
   * Reads any address.
   *
   * @throws ProtocolException MALFORMED
   */
  public static EntityAddress parse(String text) throws ProtocolException {
    int slash = text.indexOf('/');
    String bare = slash < 0 ? text : text.substring(0, slash);
    Optional<String> resource =
        slash < 0 ? Optional.empty() : Optional.of(checked(text.substring(slash + 1)));
    if (bare.indexOf('@') < 0) {
      return new EntityAddress(Optional.empty(), ofDomain(bare).domain(), resource);
    }
    BareJid account = BareJid.parse(bare);
    return new EntityAddress(Optional.of(account), account.domain(), resource);
  }

  private static String checked(String resource) throws ProtocolException {
    if (resource.isEmpty()
        || resource.length() > MAX_PART_BYTES
        || resource.codePoints().anyMatch(Character::isISOControl)) {
      throw new ProtocolException(Reason.MALFORMED, "not a resource");
    }
    return resource;
  }

  /** The same without the resource. */
  public EntityAddress bare() {
    return new EntityAddress(account, domain, Optional.empty());
  }

  /** True when this is that domain itself or a name below it. */
  public boolean isWithin(String otherDomain) {
    String other = otherDomain.toLowerCase(Locale.ROOT);
    return domain.equals(other) || domain.endsWith("." + other);
  }

  @Override
  public String toString() {
    String bare = account.map(BareJid::toString).orElse(domain);
    return resource.map(r -> bare + "/" + r).orElse(bare);
  }
}

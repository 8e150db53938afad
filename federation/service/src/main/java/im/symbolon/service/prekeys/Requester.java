package im.symbolon.service.prekeys;

import java.util.Locale;

/**
 * Who claims: a domain, because only a domain can vouch for the users behind it.
 *
 * @param domain in lower case, 255 characters at most
 */
public record Requester(String domain) {
  private static final int MAX_LENGTH = 255; // a DNS name has 253; what is longer shares a limit

  public Requester {
    domain = domain.toLowerCase(Locale.ROOT);
    if (domain.isEmpty()) {
      throw new IllegalArgumentException("a requester has a domain");
    }
    if (domain.length() > MAX_LENGTH) {
      domain = domain.substring(0, MAX_LENGTH);
    }
  }
}

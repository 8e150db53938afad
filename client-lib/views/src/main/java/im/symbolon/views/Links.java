package im.symbolon.views;

import im.symbolon.protocol.uri.XmppUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links in what people write. Nothing is looked up, and none is opened without a click. */
public final class Links {
  /** More of them in one text are not looked for. */
  public static final int MOST = 100;

  private static final int LONGEST = 2_048;
  private static final int TEXT = 64 * 1024;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}@.])(?:https?://|xmpp:|www\\.)[^\\s\\p{Cc}\\p{Cf}<>\"\uFFFC]{1,"
              + LONGEST
              + "}",
          Pattern.CASE_INSENSITIVE);

  private static final String TRAILING = ".,;:!?'\"»”’…*_~";

  private Links() {}

  /**
   * A link in a text.
   *
   * @param start in UTF-16, like the end
   * @param address where it leads
   * @param host the machine that would be asked, as it is in the net: with {@code xn--} for other
   *     letters than Latin's; empty for {@code xmpp:}
   * @param doubt why the host may not be what it seems to be
   */
  public record Link(int start, int end, String address, String host, Optional<String> doubt) {
    /** True for somebody's address, which stays in this program. */
    public boolean isXmpp() {
      return host.isEmpty();
    }
  }

  /** Those in a text, in order. */
  public static List<Link> in(String text) {
    List<Link> found = new ArrayList<>();
    if (text.length() > TEXT || (text.indexOf(':') < 0 && text.indexOf("www.") < 0)) {
      return found;
    }
    Matcher matcher = FORM.matcher(text);
    while (found.size() < MOST && matcher.find()) {
      String said = trimmed(matcher.group());
      link(matcher.start(), said).ifPresent(found::add);
    }
    return found;
  }

  /** Without what ends the sentence, and a bracket that was opened before the link. */
  private static String trimmed(String said) {
    int end = said.length();
    boolean again = true;
    while (again && end > 0) {
      char last = said.charAt(end - 1);
      boolean closes = last == ')' || last == ']' || last == '}';
      char opener = last == ')' ? '(' : last == ']' ? '[' : '{';
      again =
          TRAILING.indexOf(last) >= 0
              || (closes && count(said, end, opener) < count(said, end, last));
      end -= again ? 1 : 0;
    }
    return said.substring(0, end);
  }

  private static long count(String said, int end, char which) {
    return said.substring(0, end).chars().filter(c -> c == which).count();
  }

  private static Optional<Link> link(int start, String said) {
    int end = start + said.length();
    if (XmppUri.isNamed(said) && said.regionMatches(true, 0, "xmpp:", 0, 5)) {
      return Addresses.link(said).map(uri -> new Link(start, end, said, "", Optional.empty()));
    }
    String address = said.regionMatches(true, 0, "www.", 0, 4) ? "https://" + said : said;
    return host(address)
        .map(
            host -> {
              String ascii = ascii(host);
              String written = authority(address);
              return new Link(start, end, address, ascii, doubt(host, written));
            });
  }

  /** Between the slashes and what follows. */
  private static String authority(String address) {
    String rest = address.substring(address.indexOf("://") + 3);
    int end = 0;
    while (end < rest.length() && "/?#\\".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return rest.substring(0, end);
  }

  private static Optional<String> host(String address) {
    String authority = authority(address);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && !host.endsWith("]");
    host = port ? host.substring(0, colon) : host;
    boolean usable = !host.isEmpty() && host.length() <= 253 && isUri(address);
    return usable ? Optional.of(host.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static boolean isUri(String address) {
    try {
      return !new URI(encoded(address)).toASCIIString().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Signs that people write and URIs do not allow (RFC 3987 §3.1). */
  private static String encoded(String address) {
    return address.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D").replace("`", "%60");
  }

  /**
   * The same as a URI that a browser takes: its host in ASCII, nothing in it but what is allowed.
   */
  public static Optional<URI> uri(Link link) {
    try {
      String written = authority(link.address());
      String port = written.replaceFirst("^.*?(:[0-9]{1,5})?$", "$1");
      int at = link.address().indexOf("://") + 3;
      String rest = link.address().substring(at + written.length());
      String scheme = link.address().substring(0, at).toLowerCase(Locale.ROOT);
      return Optional.of(
          new URI(new URI(encoded(scheme + link.host() + port + rest)).toASCIIString()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String ascii(String host) {
    try {
      return java.net.IDN.toASCII(host, java.net.IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return host;
    }
  }

  /** The key of a text about what is odd. */
  private static Optional<String> doubt(String host, String authority) {
    if (authority.indexOf('@') >= 0) {
      return Optional.of("link.user");
    }
    boolean foreign = !ascii(host).equals(host) || host.contains("xn--");
    if (Lookalike.in(host).isPresent()) {
      return Optional.of("link.lookalike");
    }
    return foreign ? Optional.of("link.foreign") : Optional.empty();
  }
}

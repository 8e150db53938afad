package im.symbolon.protocol.uri;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A link to somebody or something in XMPP, with what is to be done there (RFC 5122, XEP-0147).
 *
 * <p>Nothing of it is true because it is written there: anybody can write a link. Fingerprints in
 * it are read by {@link VerificationUri}, and passed over here.
 *
 * @param account whom it names; empty when it names a server alone
 * @param domain of the account, or the server
 * @param action what is to be done
 * @param parameters of the action, decoded, those that are known here: {@value #NAME}, {@value
 *     #BODY}, {@value #PREAUTH}, {@value #IBR}
 */
public record XmppUri(
    Optional<BareJid> account, String domain, Action action, Map<String, String> parameters) {
  /** How a new contact is to be called. */
  public static final String NAME = "name";

  /** What is to be written, once a person agreed. */
  public static final String BODY = "body";

  /** What lets its holder in (XEP-0379, XEP-0401). */
  public static final String PREAUTH = "preauth";

  /** {@code y} where the server of the account takes a new account for it (XEP-0445). */
  public static final String IBR = "ibr";

  /** In characters. */
  public static final int MAX_LENGTH = VerificationUri.MAX_LENGTH;

  /** Of one parameter, in characters, decoded. */
  public static final int MAX_PARAMETER = 4096;

  private static final String SCHEME = "xmpp:";
  private static final String INVITATION = "https://conversations.im/i/";

  /** What a link asks for. */
  public enum Action {
    /** Nothing in particular: it names somebody. */
    NONE,
    MESSAGE,
    ROSTER,
    SUBSCRIBE,
    /** A room is meant. */
    JOIN,
    /** An account is to be made. */
    REGISTER,
    /** Something that is not known here. */
    OTHER
  }

  public XmppUri {
    Objects.requireNonNull(account);
    Objects.requireNonNull(domain);
    Objects.requireNonNull(action);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** True when the text begins as such a link does. */
  public static boolean isNamed(String text) {
    String trimmed = text.trim();
    return startsWith(trimmed, SCHEME) || startsWith(trimmed, INVITATION);
  }

  /**
   * Reads a link. {@code https://conversations.im/i/} links, which people send each other, are read
   * as what they stand for; nothing is ever looked up there.
   *
   * @throws ProtocolException MALFORMED for other text, an address that is none, and two different
   *     values of one parameter; OVERSIZED
   */
  public static XmppUri parse(String text) throws ProtocolException {
    if (text.length() > MAX_LENGTH) {
      throw new ProtocolException(Reason.OVERSIZED, "the link is too long");
    }
    String uri = upTo('#', text.trim());
    int question = uri.indexOf('?');
    String query = question < 0 ? "" : uri.substring(question + 1);
    String address = address(upTo('?', uri));
    Action action = action(query);
    if (address.indexOf('@') < 0) {
      String domain = BareJid.parse("x@" + address).domain();
      return new XmppUri(Optional.empty(), domain, action, parameters(query));
    }
    BareJid account = BareJid.parse(address);
    return new XmppUri(Optional.of(account), account.domain(), action, parameters(query));
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static String address(String before) throws ProtocolException {
    if (startsWith(before, SCHEME)) {
      // With two slashes it says first as whom to log in (RFC 5122 §2.2): not for us to decide.
      return PercentText.decode(upTo('/', before.substring(SCHEME.length())));
    } else if (startsWith(before, INVITATION)) {
      String path = before.substring(INVITATION.length());
      String joined = path.indexOf('@') < 0 ? path.replaceFirst("/", "@") : path;
      return PercentText.decode(upTo('/', joined));
    }
    throw new ProtocolException(Reason.MALFORMED, "no link of XMPP");
  }

  /** The first word of the query, if it is one and no parameter. */
  private static Action action(String query) {
    String first = upTo('&', upTo(';', query)).toLowerCase(Locale.ROOT);
    if (first.isEmpty() || first.indexOf('=') >= 0) {
      return Action.NONE;
    }
    return switch (first) {
      case "message" -> Action.MESSAGE;
      case "roster" -> Action.ROSTER;
      case "subscribe" -> Action.SUBSCRIBE;
      case "join" -> Action.JOIN;
      case "register" -> Action.REGISTER;
      default -> Action.OTHER;
    };
  }

  private static Map<String, String> parameters(String query) throws ProtocolException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String part : query.split("[;&]", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "" : part.substring(0, equals).toLowerCase(Locale.ROOT);
      switch (key) {
        case NAME, BODY, PREAUTH, IBR -> put(found, key, part.substring(equals + 1));
        default -> {} // others' business
      }
    }
    return found;
  }

  private static void put(Map<String, String> found, String key, String encoded)
      throws ProtocolException {
    String value = PercentText.decode(encoded);
    if (value.length() > MAX_PARAMETER) {
      throw new ProtocolException(Reason.OVERSIZED, "a parameter is too long");
    }
    String before = found.put(key, value);
    if (before != null && !before.equals(value)) {
      throw new ProtocolException(Reason.MALFORMED, "two values of one parameter");
    }
  }

  private static boolean startsWith(String text, String lowerCasePrefix) {
    return text.regionMatches(true, 0, lowerCasePrefix, 0, lowerCasePrefix.length());
  }

  private static String upTo(char end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}

package im.symbolon.messenger.history;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a part of a history ended, in the words of the device that gives it: chats go in order, and
 * each from its last message to its first.
 *
 * @param place everything from there on was given
 * @param passed how many lines were gone through
 */
public record Cursor(BareJid chat, long place, long passed) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) ([0-9]{1,15}) (.{3,2100})");

  public Cursor {
    Objects.requireNonNull(chat);
  }

  String text() {
    return place + " " + passed + " " + chat;
  }

  static Optional<Cursor> of(XmlElement element, String attribute) throws ProtocolException {
    Optional<String> text = element.attribute(attribute);
    return text.isPresent() ? Optional.of(parse(text.get())) : Optional.empty();
  }

  static Cursor parse(String text) throws ProtocolException {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new ProtocolException(Reason.MALFORMED, "not a place in a history");
    }
    long place = Long.parseLong(parts.group(1));
    return new Cursor(BareJid.parse(parts.group(3)), place, Long.parseLong(parts.group(2)));
  }
}

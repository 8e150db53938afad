package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What stands beside the content of an envelope (XEP-0420 §4). */
final class Affixes {
  /** {@code 2026-01-02T03:04:05.123456789+01:00} and a little more. */
  private static final int MAX_STAMP = 40;

  private final XmlElement envelope;

  Affixes(XmlElement envelope) {
    this.envelope = envelope;
  }

  /** The account that an affix names; a resource is cut off, as some clients send one. */
  Optional<BareJid> account(String name) throws ProtocolException {
    if (!envelope.child(name).isPresent()) {
      return Optional.empty();
    }
    String jid = envelope.only(name).required("jid");
    int slash = jid.indexOf('/');
    return Optional.of(BareJid.parse(slash < 0 ? jid : jid.substring(0, slash)));
  }

  /** The stamp, a DateTime of XEP-0082. */
  Optional<Instant> time() throws ProtocolException {
    if (!envelope.child("time").isPresent()) {
      return Optional.empty();
    }
    String stamp = envelope.only("time").required("stamp");
    if (stamp.length() > MAX_STAMP) {
      throw new ProtocolException(Reason.MALFORMED, "not a DateTime");
    }
    try {
      return Optional.of(OffsetDateTime.parse(stamp).toInstant());
    } catch (DateTimeException e) {
      throw new ProtocolException(Reason.MALFORMED, "not a DateTime", e);
    }
  }

  boolean padded() {
    return envelope.child("rpad").isPresent();
  }

  static XmlElement time(Instant time) {
    return XmlElement.element(Namespaces.SCE, "time").with("stamp", time.toString()).build();
  }
}

package im.symbolon.protocol.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/** {@code <failed/>}: the directory can say nothing of this account. */
public record Failed(BareJid account, Why why) implements AccountAnswer {
  static final String NAME = "failed";

  private static final Shape SHAPE = Shape.of(Namespaces.DIRECTORY, NAME, "jid", "why");

  /** What the asker does now. */
  public enum Why {
    /** Its domain, or what keeps its keys, did not answer in time: later. */
    UNREACHABLE("unreachable"),
    /** Its domain has no directory, or the directory may not see it: ask its PEP yourself. */
    ASK_YOURSELF("ask-yourself"),
    /** The directory does not do this for you. */
    REFUSED("refused");

    private final String wireName;

    Why(String wireName) {
      this.wireName = wireName;
    }

    static Why parse(String text) throws ProtocolException {
      for (Why each : values()) {
        if (each.wireName.equals(text)) {
          return each;
        }
      }
      throw new ProtocolException(Reason.MALFORMED, "an unknown reason");
    }
  }

  public Failed {
    Objects.requireNonNull(account);
    Objects.requireNonNull(why);
  }

  static Failed parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new Failed(BareJid.parse(element.required("jid")), Why.parse(element.required("why")));
  }

  @Override
  public void requireAnswerTo(Wanted wanted) throws ProtocolException {
    if (!account.equals(wanted.account())) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "the answer is about somebody else");
    }
  }

  @Override
  public XmlElement toXml() {
    return SHAPE.start().with("jid", account.toString()).with("why", why.wireName).build();
  }
}

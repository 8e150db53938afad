package im.symbolon.protocol.content;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** Whether somebody writes at this moment (XEP-0085); sealed like any content. */
public enum Typing {
  COMPOSING("composing"),
  PAUSED("paused");

  private final String element;

  Typing(String element) {
    this.element = element;
  }

  public XmlElement toXml() {
    return XmlElement.element(Namespaces.CHAT_STATES, element).build();
  }

  /** What is said; other states are as good as a pause. */
  public static Optional<Typing> in(List<XmlElement> content) {
    return content.stream()
        .filter(each -> each.namespace().equals(Namespaces.CHAT_STATES))
        .findFirst()
        .map(each -> each.name().equals(COMPOSING.element) ? COMPOSING : PAUSED);
  }
}

package im.symbolon.messenger.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * {@code <typing room='…' genesis='…' state='composing'/>}, from a member's device to another
 * member's devices, and sealed: somebody writes in that group at this moment, or stopped ({@code
 * paused}).
 */
record GroupTyping(GroupPlace place, boolean composing) {
  static final String NAME = "typing";

  private static final String STATE = "state";
  private static final String COMPOSING = "composing";
  private static final String PAUSED = "paused";
  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, GroupPlace.ROOM, GroupPlace.GENESIS, STATE);

  GroupTyping {
    Objects.requireNonNull(place);
  }

  static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  static GroupTyping parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    String state = element.required(STATE);
    if (!state.equals(COMPOSING) && !state.equals(PAUSED)) {
      throw new ProtocolException(Reason.MALFORMED, "neither writing nor not");
    }
    return new GroupTyping(GroupPlace.read(element), state.equals(COMPOSING));
  }

  XmlElement toXml() {
    return place.write(SHAPE.start()).with(STATE, composing ? COMPOSING : PAUSED).build();
  }
}

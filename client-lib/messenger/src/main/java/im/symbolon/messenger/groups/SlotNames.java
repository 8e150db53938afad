package im.symbolon.messenger.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code <slots room='…' genesis='…' chain='…' to='40'><slot i='7' id='…' at='1790000000'/>…}, the
 * answer to {@link NeedSlots}, and sealed: which messages stood there, of those that were for the
 * one who asked. What they said is asked for by these ids, as of every message that is missing.
 *
 * @param to up to which place this answers
 */
record SlotNames(GroupPlace place, ChainId chain, int to, List<Name> names) {
  static final String NAME = "slots";

  /** Of one element; more places take more of them. */
  static final int MAX = 250;

  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, GroupPlace.ROOM, GroupPlace.GENESIS, "chain", "to");
  private static final String SLOT = "slot";
  private static final Shape SLOT_SHAPE = Shape.of(Namespaces.GROUPS, SLOT, "i", "id", "at");

  SlotNames {
    Objects.requireNonNull(place);
    Objects.requireNonNull(chain);
    names = List.copyOf(names);
  }

  /**
   * One message.
   *
   * @param at when it was sealed, in whole seconds
   */
  record Name(int iteration, MessageId id, Instant at) {
    Name {
      Objects.requireNonNull(id);
      Numbers.requireWritable(at);
    }
  }

  static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  static SlotNames parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, MAX, SLOT);
    List<Name> names = new ArrayList<>();
    for (XmlElement each : element.children()) {
      SLOT_SHAPE.empty(each);
      names.add(
          new Name(
              NeedSlots.place(each, "i"),
              MessageId.parse(each.required("id")),
              Numbers.parseInstant(each.required("at"))));
    }
    return new SlotNames(
        GroupPlace.read(element),
        ChainId.parse(element.required("chain")),
        NeedSlots.place(element, "to"),
        names);
  }

  XmlElement toXml() {
    XmlElement.Builder out = place.write(SHAPE.start()).with("chain", chain.toBase64());
    out.with("to", Integer.toString(to));
    for (Name each : names) {
      out.with(
          SLOT_SHAPE
              .start()
              .with("i", Integer.toString(each.iteration()))
              .with("id", each.id().value())
              .with("at", Numbers.write(each.at()))
              .build());
    }
    return out.build();
  }
}

package im.symbolon.messenger.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.protocol.xml.XmlText;
import java.time.Instant;
import java.util.Objects;

/**
 * {@code <about room='…' genesis='…' time='…'><name>…</name><topic>…</topic></about>}, from an
 * admin's device to members' and sealed: what the group is called, and what it is about. What the
 * room's server says about that counts for nothing.
 *
 * @param at when it was said, by the admin's clock; in ms precision
 */
record GroupAbout(GroupPlace place, String name, String topic, Instant at) {
  static final String NAME = "about";

  /** In characters. */
  static final int MAX_NAME = 200;

  /** In characters. */
  static final int MAX_TOPIC = 2_000;

  private static final int MAX_DIGITS = 15;
  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, GroupPlace.ROOM, GroupPlace.GENESIS, "time");
  private static final Shape NAME_SHAPE = Shape.of(Namespaces.GROUPS, "name");
  private static final Shape TOPIC_SHAPE = Shape.of(Namespaces.GROUPS, "topic");

  GroupAbout {
    Objects.requireNonNull(place);
    at = Instant.ofEpochMilli(at.toEpochMilli());
    requireName(name);
    requireTopic(topic);
  }

  /** Refuses what cannot be a name, with a sentence for people. */
  static void requireName(String name) {
    require(name, MAX_NAME, "The name");
  }

  /** Refuses what cannot be a topic, with a sentence for people. */
  static void requireTopic(String topic) {
    require(topic, MAX_TOPIC, "The topic");
  }

  private static void require(String text, int max, String what) {
    if (text.length() > max || !XmlText.isWritable(text)) {
      throw new IllegalArgumentException(
          what + " is too long, or holds a character that cannot be sent.");
    }
  }

  static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  static GroupAbout parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, 2, "name", "topic");
    GroupPlace place = GroupPlace.read(element);
    String name = NAME_SHAPE.leaf(element.only("name"));
    String topic = TOPIC_SHAPE.leaf(element.only("topic"));
    if (name.length() > MAX_NAME || topic.length() > MAX_TOPIC) {
      throw new ProtocolException(Reason.OVERSIZED, "too much about a group");
    }
    return new GroupAbout(place, name, topic, time(element.required("time")));
  }

  private static Instant time(String digits) throws ProtocolException {
    boolean decimal = digits.chars().allMatch(each -> each >= '0' && each <= '9');
    if (digits.isEmpty() || digits.length() > MAX_DIGITS || !decimal) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "not a time in ms");
    }
    return Instant.ofEpochMilli(Long.parseLong(digits));
  }

  XmlElement toXml() {
    return place
        .write(SHAPE.start())
        .with("time", Long.toString(at.toEpochMilli()))
        .with(NAME_SHAPE.start().text(name).build())
        .with(TOPIC_SHAPE.start().text(topic).build())
        .build();
  }

  @Override
  public String toString() {
    return NAME + " " + place;
  }
}

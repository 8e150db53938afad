package im.symbolon.protocol.content;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names another message, to answer it or to do something to it.
 *
 * @param id as its author or the room gave it; 1 to {@value #MAX_ID} characters
 * @param author whose message it is, where that was said
 * @param emoji of a reaction; empty for all others, and for a reaction that is taken back
 */
public record Pointer(Kind kind, String id, Optional<BareJid> author, SortedSet<String> emoji) {
  public static final int MAX_ID = 256;

  /** Different ones that one person can give to one message; what is beyond is not read. */
  public static final int MAX_EMOJI = 16;

  /** In UTF-16; the longest emoji there are have less than half of that. */
  public static final int MAX_EMOJI_LENGTH = 40;

  private static final String TARGET = "target";

  /** What it is for. */
  public enum Kind {
    REPLY(Namespaces.REPLY, "reply"),
    RETRACT(Namespaces.RETRACT, "retract"),
    EDIT(Namespaces.CORRECT, "replace"),
    REACT(Namespaces.REACTIONS, "reactions");

    private final String namespace;
    private final String element;

    Kind(String namespace, String element) {
      this.namespace = namespace;
      this.element = element;
    }

    /** As it is named where a part of a body stands in for it (XEP-0428). */
    public String namespace() {
      return namespace;
    }

    private String of() {
      return this == REPLY ? "reply" : "act";
    }
  }

  public Pointer {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(author);
    if (!isId(id)) {
      throw new IllegalArgumentException("not an id of a message");
    }
    emoji = Collections.unmodifiableSortedSet(new TreeSet<>(emoji));
    if (emoji.size() > MAX_EMOJI || !emoji.stream().allMatch(Pointer::isEmoji)) {
      throw new IllegalArgumentException("not reactions");
    }
  }

  /** One that is no reaction. */
  public static Pointer of(Kind kind, String id, BareJid author) {
    return new Pointer(kind, id, Optional.of(author), new TreeSet<>());
  }

  /** True for what a message can be named by. */
  public static boolean isId(String text) {
    return !text.isEmpty() && text.length() <= MAX_ID;
  }

  /** True for what can be a reaction: short, and nothing that moves other text about. */
  public static boolean isEmoji(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_EMOJI_LENGTH
        && text.codePoints().noneMatch(Pointer::isOutOfPlace);
  }

  /** Joiners and tags are formats, too, and parts of emoji. */
  private static boolean isOutOfPlace(int c) {
    boolean bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e;
    return Character.isWhitespace(c) || Character.isISOControl(c) || bidi || c == 0x200f;
  }

  /**
   * The elements.
   *
   * @param outer how other clients know that message; the same as {@link #id} for ours
   */
  public List<XmlElement> toXml(String outer) {
    XmlElement.Builder out = XmlElement.element(kind.namespace, kind.element);
    if (kind == Kind.REPLY) {
      author.ifPresent(whose -> out.with("to", whose.toString()));
    }
    out.with("id", outer);
    emoji.forEach(
        each -> out.with(XmlElement.element(kind.namespace, "reaction").text(each).build()));
    List<XmlElement> all = new ArrayList<>(List.of(out.build()));
    boolean clear = kind != Kind.REACT && outer.equals(id);
    if (!clear && author.isPresent()) {
      all.add(target(author.get()));
    }
    return all;
  }

  private XmlElement target(BareJid whose) {
    return XmlElement.element(Namespaces.DELIVERY, TARGET)
        .with("of", kind.of())
        .with("author", whose.toString())
        .with("id", id)
        .build();
  }

  /** What stands beside a text and answers another one. */
  public static Optional<Pointer> reply(List<XmlElement> content) {
    return first(Kind.REPLY, content);
  }

  /** What does something to another message; of several the strongest one. */
  public static Optional<Pointer> act(List<XmlElement> content) {
    for (Kind each : List.of(Kind.RETRACT, Kind.EDIT, Kind.REACT)) {
      Optional<Pointer> found = first(each, content);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Pointer> first(Kind kind, List<XmlElement> content) {
    for (XmlElement each : content) {
      if (each.is(kind.namespace, kind.element)) {
        Optional<Pointer> found = read(kind, each, content);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Pointer> read(Kind kind, XmlElement element, List<XmlElement> content) {
    SortedSet<String> emoji = kind == Kind.REACT ? emoji(element) : new TreeSet<>();
    for (XmlElement each : content) {
      boolean exact =
          each.is(Namespaces.DELIVERY, TARGET)
              && each.attribute("of").equals(Optional.of(kind.of()))
              && each.attribute("id").filter(Pointer::isId).isPresent();
      Optional<BareJid> author = exact ? author(each, "author") : Optional.empty();
      if (author.isPresent()) {
        return Optional.of(new Pointer(kind, each.attribute("id").get(), author, emoji));
      }
    }
    return element
        .attribute("id")
        .filter(Pointer::isId)
        .map(id -> new Pointer(kind, id, author(element, "to"), emoji));
  }

  private static SortedSet<String> emoji(XmlElement reactions) {
    SortedSet<String> found = new TreeSet<>();
    for (XmlElement each : reactions.children()) {
      if (found.size() < MAX_EMOJI
          && each.is(Namespaces.REACTIONS, "reaction")
          && isEmoji(each.text())) {
        found.add(each.text());
      }
    }
    return found;
  }

  /** Others write addresses with a resource, or of somebody in a room. */
  private static Optional<BareJid> author(XmlElement element, String where) {
    try {
      Optional<String> jid = element.attribute(where).filter(each -> each.length() <= 3 * 1024);
      if (!jid.isPresent()) {
        return Optional.empty();
      }
      int slash = jid.get().indexOf('/');
      return Optional.of(BareJid.parse(slash < 0 ? jid.get() : jid.get().substring(0, slash)));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}

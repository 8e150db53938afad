package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something to be sent, until the server has it.
 *
 * @param id the stanza id, and our message id inside
 * @param only for an empty message and control content: the one device that gets it, and in which
 *     version
 * @param content what is sealed; empty for an empty message
 * @param sealed the children of the stanza once they were sealed: sent as they are, however often,
 *     because the ratchet has moved on
 */
public record OutboxEntry(
    String id,
    Kind kind,
    BareJid to,
    Optional<Only> only,
    List<XmlElement> content,
    List<XmlElement> sealed,
    Instant createdAt) {

  private static final long SIGNAL_SECONDS = 5;

  /** One device, written to in one version. */
  public record Only(DeviceId device, OmemoVersion version) {}

  /** What it is. */
  public enum Kind {
    /** A message of a chat, which has its row in the history. */
    MESSAGE(1),
    /** Receipts for messages of the contact. */
    RECEIPT(2),
    /** An empty message, which only moves the ratchet on. */
    EMPTY(3),
    /** An empty message that begins a new session, because one does not open messages any more. */
    FRESH(4),
    /** Content for one device alone, which stands in no chat and is not confirmed. */
    CONTROL(5),
    /**
     * Control content that links a device, before the account's list has it: it leaves to own
     * devices whatever is thought of them, because it is public or sealed for the code besides.
     */
    LINK(6),
    /** A message of a group, addressed to its room, which has its row in the history. */
    GROUP(7),
    /**
     * Control content that hands a sender chain to those devices of one account that lack it, as
     * {@link ChainHolders} has them.
     */
    CHAIN(8),
    /** Control content for all devices of one account: who is in a group, and what it is about. */
    EPOCH(9),
    /** What a group's room shows to everybody as it is, signed and not sealed: who is in it. */
    SHOWN(10),
    /** Control content for all devices of one account: which of its messages in a group came. */
    GROUP_RECEIPT(11),
    /** Control content for all devices of the own account: how far chats were read. */
    READ(12),
    /** Control content for all devices of one account that is worth something now or never. */
    SIGNAL(13);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    /** True for what stands in a chat: it waits until it can be sent, and nothing replaces it. */
    public boolean isMessage() {
      return this == MESSAGE || this == GROUP;
    }

    /** True for what our own other devices need not know. */
    public boolean isForOneAccount() {
      return this == EPOCH || this == GROUP_RECEIPT || this == READ || this == SIGNAL;
    }

    /** True for what is addressed to a group's room. */
    public boolean isOfRoom() {
      return this == GROUP || this == SHOWN;
    }

    /** True for what is worth being sent as long as a message is. */
    public boolean isLasting() {
      return isMessage() || this == CHAIN || this == EPOCH;
    }

    static Kind of(int number) {
      for (Kind each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("unknown kind of outbox entry");
    }
  }

  public OutboxEntry {
    Objects.requireNonNull(id);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(to);
    Objects.requireNonNull(only);
    Objects.requireNonNull(createdAt);
    content = StoredXml.copyOf(content);
    sealed = StoredXml.copyOf(sealed);
  }

  /** Content for all devices of a contact, and for our own others if it is a message. */
  public static OutboxEntry of(
      Kind kind, String id, BareJid to, List<XmlElement> content, Instant now) {
    return new OutboxEntry(id, kind, to, Optional.empty(), content, List.of(), now);
  }

  /** A message of a chat, which asks for a receipt. */
  public static OutboxEntry of(ChatMessage message, Instant now) {
    List<XmlElement> content = new ArrayList<>(ContentXml.write(message.content()));
    content.add(XmlElement.element(Namespaces.RECEIPTS, "request").build());
    return of(Kind.MESSAGE, message.id(), message.chat(), content, now);
  }

  /** A message of a group; who has it is told otherwise than in chats. */
  public static OutboxEntry group(ChatMessage message, Instant now) {
    return of(Kind.GROUP, message.id(), message.chat(), ContentXml.write(message.content()), now);
  }

  /** A sender chain for an account's devices that lack it. */
  public static OutboxEntry chain(String id, BareJid to, XmlElement distribution, Instant now) {
    return of(Kind.CHAIN, id, to, List.of(distribution), now);
  }

  /** Who is in a group, for an account's devices. */
  public static OutboxEntry epoch(String id, BareJid to, XmlElement epoch, Instant now) {
    return of(Kind.EPOCH, id, to, List.of(epoch), now);
  }

  /** Which of an account's messages in a group came, for its devices. */
  public static OutboxEntry groupReceipt(String id, BareJid to, XmlElement receipts, Instant now) {
    return of(Kind.GROUP_RECEIPT, id, to, List.of(receipts), now);
  }

  /** How far a chat was read, for our own other devices. */
  public static OutboxEntry read(String id, BareJid own, XmlElement mark, Instant now) {
    return of(Kind.READ, id, own, List.of(mark), now);
  }

  /** Something that is only worth to be known now. */
  public static OutboxEntry signal(String id, BareJid to, XmlElement signal, Instant now) {
    return of(Kind.SIGNAL, id, to, List.of(signal), now);
  }

  /** True for what nobody wants any more. */
  public boolean isStale(Instant now) {
    return kind == Kind.SIGNAL && now.isAfter(createdAt.plusSeconds(SIGNAL_SECONDS));
  }

  /** Who is in a group, for its room; its signature is all that protects it. */
  public static OutboxEntry shown(String id, BareJid room, XmlElement epoch, Instant now) {
    return of(Kind.SHOWN, id, room, List.of(), now).sealed(List.of(epoch));
  }

  /** An empty message to one device, beginning a new session whatever there is. */
  public static OutboxEntry fresh(String id, BareJid to, Only only, Instant now) {
    return new OutboxEntry(id, Kind.FRESH, to, Optional.of(only), List.of(), List.of(), now);
  }

  /** An empty message to one device. */
  public static OutboxEntry empty(String id, BareJid to, Only only, Instant now) {
    return new OutboxEntry(id, Kind.EMPTY, to, Optional.of(only), List.of(), List.of(), now);
  }

  /** Control content for one device; OMEMO 2 carries it. */
  public static OutboxEntry control(
      String id, BareJid to, Only only, List<XmlElement> content, Instant now) {
    if (only.version() != OmemoVersion.OMEMO_2 || content.isEmpty()) {
      throw new IllegalArgumentException("control content needs OMEMO 2");
    }
    return new OutboxEntry(id, Kind.CONTROL, to, Optional.of(only), content, List.of(), now);
  }

  /** Control content that links a device of the own account. */
  public static OutboxEntry link(
      String id, BareJid own, Only only, List<XmlElement> content, Instant now) {
    OutboxEntry control = control(id, own, only, content, now);
    return new OutboxEntry(
        id, Kind.LINK, own, control.only(), control.content(), control.sealed(), now);
  }

  /** True for what no person reads. */
  public boolean isControl() {
    return switch (kind) {
      case CONTROL, LINK, CHAIN, EPOCH, GROUP_RECEIPT, READ, SIGNAL -> true;
      case MESSAGE, GROUP, SHOWN, RECEIPT, EMPTY, FRESH -> false;
    };
  }

  /** True for what carries no content. */
  public boolean isEmpty() {
    return kind == Kind.EMPTY || kind == Kind.FRESH;
  }

  /** The same with more to say. */
  public OutboxEntry and(XmlElement more) {
    List<XmlElement> all = new ArrayList<>(content);
    all.add(more);
    return new OutboxEntry(id, kind, to, only, all, sealed, createdAt);
  }

  public boolean isSealed() {
    return !sealed.isEmpty();
  }

  /** The same as it is said in that message, not sealed yet. */
  OutboxEntry anew(ChatMessage message) {
    OutboxEntry said = kind == Kind.GROUP ? group(message, createdAt) : of(message, createdAt);
    return unsealed(said.content());
  }

  /** The same, sealed. The content is not needed any more and is dropped. */
  public OutboxEntry sealed(List<XmlElement> children) {
    return new OutboxEntry(id, kind, to, only, List.of(), children, createdAt);
  }

  /** The same before it was sealed, with what it says. */
  public OutboxEntry unsealed(List<XmlElement> anew) {
    return new OutboxEntry(id, kind, to, only, anew, List.of(), createdAt);
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}

package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.plain.PlainChat;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cuts a stanza down to what is needed and can always be stored: anybody may send us stanzas, and
 * one that could not be stored would come again for ever.
 */
final class Intake {
  /** More than the largest message that is accepted, and well within a row; as it is stored. */
  private static final int MAX_BYTES = 400 * 1024;

  private static final int MAX_ID = 256;

  /** Clocks of servers may be ahead, but not by more. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private Intake() {}

  /** A stanza that is small, and why it is refused already. */
  record Taken(IncomingStanza stanza, Optional<Note> refused) {
    /** True for what a room hands on. */
    boolean isOfRoom() {
      return stanza.type().equals("groupchat");
    }
  }

  /** Empty when it does not concern us. */
  static Optional<Taken> take(IncomingStanza in, Instant now) {
    String type = type(in.type());
    if (type.equals("headline")) {
      return Optional.empty();
    }
    if (type.equals("groupchat")) {
      return group(in, now);
    }
    if (type.equals("error")) {
      return in.id().isPresent() ? Optional.of(taken(in, type, List.of(), now)) : Optional.empty();
    }
    List<XmlElement> encrypted =
        in.extensions().stream()
            .filter(Intake::isOmemo)
            .collect(Collectors.toCollection(ArrayList::new));
    if (!encrypted.isEmpty() && ControlContent.isMarked(in.extensions())) {
      encrypted.add(ControlContent.mark());
    }
    if (!encrypted.isEmpty()) {
      boolean fits = encrypted.stream().mapToLong(Intake::bytes).sum() <= MAX_BYTES;
      return Optional.of(
          fits ? taken(in, type, encrypted, now) : refused(in, type, Note.TOO_LARGE, now));
    }
    if (isEncryptedOtherwise(in)) {
      return Optional.of(refused(in, type, Note.UNKNOWN_ENCRYPTION, now));
    }
    return in.body().isPresent()
        ? Optional.of(new Taken(small(in, type, body(in), now), Optional.of(Note.UNENCRYPTED)))
        : Optional.empty();
  }

  /** What rooms hand on besides sealed messages and signed epochs is nothing to us. */
  private static Optional<Taken> group(IncomingStanza in, Instant now) {
    List<XmlElement> kept =
        in.extensions().stream()
            .filter(each -> each.namespace().equals(Namespaces.GROUPS) || isOmemo(each))
            .collect(Collectors.toCollection(ArrayList::new));
    boolean fits = kept.stream().mapToLong(Intake::bytes).sum() <= MAX_BYTES;
    return kept.isEmpty() || !fits
        ? Optional.empty()
        : Optional.of(taken(in, "groupchat", kept, now));
  }

  /** Kept until it is known whether the chat is a plain one. */
  private static List<XmlElement> body(IncomingStanza in) {
    String text = in.body().get();
    return PlainChat.isAcceptable(text) ? List.of(Envelope.bodyOf(text)) : List.of();
  }

  /** A body beside it is for those who cannot read it, and is not even kept. */
  private static boolean isOmemo(XmlElement element) {
    return element.is(Namespaces.OMEMO_2, "encrypted")
        || element.is(Namespaces.OMEMO_LEGACY, "encrypted");
  }

  private static long bytes(XmlElement element) {
    return element.toXml().getBytes(UTF_8).length;
  }

  private static boolean isEncryptedOtherwise(IncomingStanza in) {
    return in.extensions().stream()
        .anyMatch(
            e ->
                e.name().equals("encrypted")
                    || e.is(Namespaces.EME, "encryption")
                    || e.namespace().startsWith("urn:xmpp:openpgp:"));
  }

  /** Unknown types count as normal (RFC 6121 §5.2.2). */
  private static String type(String type) {
    return switch (type) {
      case "chat", "error", "groupchat", "headline" -> type;
      default -> "normal";
    };
  }

  private static Taken refused(IncomingStanza in, String type, Note note, Instant now) {
    return new Taken(small(in, type, List.of(), now), Optional.of(note));
  }

  private static Taken taken(IncomingStanza in, String type, List<XmlElement> kept, Instant now) {
    return new Taken(small(in, type, kept, now), Optional.empty());
  }

  private static IncomingStanza small(
      IncomingStanza in, String type, List<XmlElement> kept, Instant now) {
    return new IncomingStanza(
        in.from(),
        in.to(),
        in.id().filter(id -> !id.isEmpty() && id.length() <= MAX_ID),
        type,
        in.origin(),
        in.delayedSince().filter(at -> isPlausible(at, now)),
        kept,
        in.error().map(e -> new StanzaError(condition(e), "cancel", Optional.empty())),
        Optional.empty());
  }

  private static String condition(StanzaError error) {
    String condition = error.condition();
    return condition.length() <= MAX_ID ? condition : "undefined-condition";
  }

  private static boolean isPlausible(Instant at, Instant now) {
    return at.isAfter(Instant.EPOCH) && at.isBefore(now.plus(AHEAD));
  }
}

package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a version of OMEMO seals into a payload, and how it groups the keys around it. */
interface Contents {
  Dialect dialect();

  /**
   * What is sealed for that entry, which this version can carry.
   *
   * @param tags which device lists it used, where the version can say so
   */
  byte[] plaintext(OutboxEntry entry, Optional<ListTags> tags);

  /**
   * The element that is sent.
   *
   * @param keys by account
   * @param payload empty for an empty message
   */
  OmemoElement element(Map<BareJid, List<KeyEntry>> keys, Optional<Payload> payload);

  /**
   * What an authentic plaintext says.
   *
   * @throws Refusal when it cannot be shown in the chat that the stanza is for
   */
  Written read(byte[] plaintext, Posted posted) throws Refusal;

  /**
   * How it came.
   *
   * @param route who wrote it, authentically, and to whom it has to be addressed
   * @param sent when
   * @param inRoom whether it has to say both itself, where the version can (XEP-0384 §5.5.1)
   */
  record Posted(Route route, Instant sent, boolean inRoom) {
    /** Others write to us, whatever a server says; own devices write to anybody. */
    static Posted inChat(BareJid self, Inbox.Arrived arrived) {
      IncomingStanza stanza = arrived.stanza();
      BareJid from = stanza.sender().orElse(self);
      BareJid to = from.equals(self) ? stanza.to().account().orElse(self) : self;
      return new Posted(new Route(from, to), arrived.sentAt(), false);
    }

    /** Everybody writes to the room, and the session says who. */
    static Posted inRoom(BareJid room, BareJid author, Inbox.Arrived arrived) {
      return new Posted(new Route(author, room), arrived.sentAt(), true);
    }
  }

  /**
   * True when that is what an empty message carries: the key of a payload that is not there means
   * that somebody took it away.
   */
  boolean saysNothing(OmemoElement element, RatchetPlaintext secret);

  /**
   * What somebody wrote. In legacy OMEMO the envelope holds a body only, and no affix.
   *
   * @param at when, if the sender's clock can be right
   */
  record Written(Envelope envelope, Optional<Instant> at) {}

  /** The contents of a version. */
  static Contents of(OmemoVersion version, Surroundings surroundings, ThisDevice self) {
    return switch (version) {
      case LEGACY -> new LegacyContents(surroundings, self);
      case OMEMO_2 -> new EnvelopeContents(surroundings, self);
    };
  }
}

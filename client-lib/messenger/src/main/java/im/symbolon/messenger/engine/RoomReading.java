package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.GroupEngine;
import im.symbolon.messenger.groups.Voices;
import im.symbolon.messenger.groups.Voices.Voice;
import im.symbolon.messenger.records.Aliases;
import im.symbolon.messenger.records.ContentXml;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.content.Pointer;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.SealedContent;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads OMEMO that came through a group's room. The number in it says whose device it may be, and
 * the session or key exchange says whose it is; the room says nothing that counts. In OMEMO 2 the
 * envelope has to name author and room, so that nothing can be moved; legacy OMEMO cannot, which
 * {@link Provenance} shows (REVIEW 31).
 */
final class RoomReading {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Steps steps;
  private final ControlContent control;
  private final GroupEngine groups;
  private final Map<OmemoVersion, Contents> contents = new EnumMap<>(OmemoVersion.class);

  RoomReading(
      Surroundings surroundings, ThisDevice self, ControlContent control, GroupEngine groups) {
    this.surroundings = surroundings;
    this.self = self;
    this.steps = new Steps(surroundings, self);
    this.control = control;
    this.groups = groups;
    for (OmemoVersion each : OmemoVersion.values()) {
      contents.put(each, Contents.of(each, surroundings, self));
    }
  }

  /** One element, and whose it may be. */
  private record Turn(
      Gate gate, Inbox.Arrived arrived, OmemoElement element, List<KeyEntry> entries) {}

  /**
   * Authenticates, decrypts, stores, marks and answers.
   *
   * @param all the elements of the stanza, all of which are done with when this one gives a text
   * @throws Refusal when it is not accepted
   */
  Attempts.Done read(Gate gate, Inbox.Arrived arrived, List<OmemoElement> all, OmemoElement element)
      throws StoreException, Refusal {
    List<Voice> voices = Voices.of(gate, arrived.stanza()).named(element.sender());
    Turn turn = new Turn(gate, arrived, element, element.entriesFor(self.address()));
    if (voices.isEmpty() && !turn.entries().isEmpty()) {
      groups.heldBack(gate, arrived, element.sender());
      return new Attempts.Done(Spent.nothing(), true);
    }
    List<Voice> able = able(voices, element.version());
    if (able.isEmpty() || cameBefore(turn, able)) {
      return new Attempts.Done(Spent.nothing(), all.size() == 1);
    }
    if (turn.entries().isEmpty()) {
      throw new Refusal(Note.NOT_FOR_THIS_DEVICE);
    }
    return open(turn, able, all);
  }

  /** Devices of ours say nothing at all in an older version. */
  private List<Voice> able(List<Voice> voices, OmemoVersion version) {
    List<Voice> able = new ArrayList<>(voices);
    able.removeIf(
        each ->
            each.device().equals(self.address())
                || (each.capable() && version != OmemoVersion.OMEMO_2));
    return able;
  }

  private static boolean cameBefore(Turn turn, List<Voice> voices) throws StoreException {
    for (Voice each : voices) {
      if (Steps.before(turn.gate().rows(), each.device(), turn.entries()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Attempts.Done open(Turn turn, List<Voice> voices, List<OmemoElement> all)
      throws StoreException, Refusal {
    Optional<Refusal> first = Optional.empty();
    for (Voice each : voices) {
      List<KeyEntry> entries = entriesOf(turn, each);
      if (!entries.isEmpty()) {
        try {
          return opened(turn, each, entries, all);
        } catch (NotTheirs e) {
          first = first.isPresent() ? first : Optional.of(e.why);
        }
      }
    }
    throw first.orElse(new Refusal(Note.IDENTITY_CHANGED));
  }

  /** It is not of that device; it may be of another one under the same number. */
  private static final class NotTheirs extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal why;

    NotTheirs(Refusal why) {
      super(why);
      this.why = why;
    }
  }

  /** What shows another key than that device has is not of it. */
  private static List<KeyEntry> entriesOf(Turn turn, Voice voice) throws StoreException {
    List<KeyEntry> entries = new ArrayList<>();
    for (KeyEntry each : turn.entries()) {
      Optional<IdentityKey> shown = shown(turn.element().version(), each);
      if (shown.isPresent() ? voice.identity().isSameKeyAs(shown.get()) : isTheirs(turn, voice)) {
        entries.add(each);
      }
    }
    return entries;
  }

  private static Optional<IdentityKey> shown(OmemoVersion version, KeyEntry entry) {
    try {
      return entry.keyExchange()
          ? Optional.of(Dialect.of(version).parseKeyExchange(entry.data().bytes()).identity())
          : Optional.empty();
    } catch (RatchetException e) {
      return Optional.empty(); // refused when it is opened
    }
  }

  /** The key that is accepted from it is the one that it may have in this group. */
  private static boolean isTheirs(Turn turn, Voice voice) throws StoreException {
    return !new TrustBook(turn.gate().rows())
        .entry(voice.device())
        .filter(each -> !each.fingerprint().equals(Fingerprint.of(voice.identity())))
        .isPresent();
  }

  private Attempts.Done opened(
      Turn turn, Voice voice, List<KeyEntry> entries, List<OmemoElement> all)
      throws StoreException, Refusal, NotTheirs {
    OmemoVersion version = turn.element().version();
    Optional<Opener.Result> opened;
    try {
      opened = steps.open(turn.gate(), voice.device(), version, entries);
    } catch (Refusal e) {
      throw new NotTheirs(e);
    }
    if (!opened.isPresent()) {
      return new Attempts.Done(Spent.nothing(), all.size() == 1);
    }
    boolean text;
    try (RatchetPlaintext secret = opened.get().message().plaintext()) {
      text = said(turn, voice, secret);
    }
    List<OmemoElement> done = text ? all : List.of(turn.element());
    steps.mark(turn.gate().rows(), voice.device(), done, new Seen.Mark(Optional.empty(), 0));
    steps.answer(turn.gate(), voice.device(), version, opened.get());
    return new Attempts.Done(opened.get().message().spent(), text || all.size() == 1);
  }

  /** True when it said something to read, or something that no person reads. */
  private boolean said(Turn turn, Voice voice, RatchetPlaintext secret)
      throws StoreException, Refusal {
    OmemoElement element = turn.element();
    Contents form = contents.get(element.version());
    if (!element.content().isPresent()) {
      if (!form.saysNothing(element, secret)) {
        throw Refusal.withoutItsContent();
      }
      return false;
    }
    SealedContent content = element.content().get();
    BareJid room = turn.arrived().stanza().sender().orElseThrow(IllegalStateException::new);
    Contents.Written written =
        form.read(
            Steps.plaintext(form, content, secret),
            Contents.Posted.inRoom(room, voice.device().account(), turn.arrived()));
    Envelope envelope = written.envelope();
    if (voice.capable()) {
      if (!control.take(turn.gate().rows(), voice.device(), envelope, turn.gate().outcome())) {
        throw new Refusal(Note.NOT_AUTHENTIC); // it signed that it says nothing in this way
      }
      return true;
    }
    Aliases aliases = new Aliases(turn.gate().rows());
    Content said =
        aliases.resolved(
            room,
            ContentXml.read(envelope.content(), voice.device().account(), surroundings.account()));
    if (!said.isEmpty()) {
      ChatMessage message = message(turn, voice, content, written).saying(said);
      Optional<String> outer = turn.arrived().stanza().id().filter(Pointer::isId);
      if (outer.isPresent()) {
        aliases.add(room, Target.of(message), outer.get());
      }
      Steps.store(turn.gate().rows(), message, turn.gate().outcome());
    }
    return !said.isEmpty();
  }

  private ChatMessage message(
      Turn turn, Voice voice, SealedContent content, Contents.Written written)
      throws StoreException {
    boolean outgoing = voice.device().account().equals(surroundings.account());
    Inbox.Arrived arrived = turn.arrived();
    return new ChatMessage(
            Notes.foreignId(voice.device(), arrived.stanza(), content.ciphertext()),
            arrived.stanza().sender().orElseThrow(IllegalStateException::new),
            voice.device().account(),
            Optional.of(voice.device().device()),
            outgoing,
            "",
            written.at().orElse(arrived.sentAt()),
            outgoing ? DeliveryState.SENT : DeliveryState.RECEIVED,
            Optional.empty())
        .from(new Provenance(turn.gate().trustIn(voice.device()), turn.element().version()));
  }
}

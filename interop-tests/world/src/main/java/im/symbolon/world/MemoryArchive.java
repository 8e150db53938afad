package im.symbolon.world;

import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.mailbox.Acknowledgement;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An account's archive (XEP-0313), which can also misbehave. */
final class MemoryArchive {
  private static final String RSM = "http://jabber.org/protocol/rsm";

  private final BareJid owner;
  private final Clock clock;
  private final List<ArchiveResult> kept = new ArrayList<>();
  private int number;

  /** Whether it has the ids of a mailbox, and forgets what is acknowledged. */
  boolean mailbox;

  /** What devices said to have. */
  final List<Acknowledgement> acknowledged = new ArrayList<>();

  /** What was asked for. */
  final List<XmlElement> queries = new ArrayList<>();

  /** Called before each answer, while the client waits. */
  Runnable before = () -> {};

  /** The error instead of an answer, if any. */
  Optional<String> refusing = Optional.empty();

  /** Says after every page that there is more. */
  boolean neverComplete;

  /** Gives the same page for ever. */
  boolean circling;

  /** Invents messages for ever. */
  boolean endless;

  MemoryArchive(BareJid owner, Clock clock) {
    this.owner = owner;
    this.clock = clock;
  }

  /** Keeps it; what is delivered names its place. */
  IncomingStanza add(IncomingStanza stanza) {
    String id =
        mailbox
            ? new MailboxId(1000L + 100L * number++).toString()
            : "archived-" + owner.local() + "-" + number++;
    kept.add(new ArchiveResult("", id, as(Origin.ARCHIVE, delayed(stanza, id))));
    List<XmlElement> marked = new ArrayList<>(stanza.extensions());
    marked.add(
        XmlElement.element(Namespaces.STANZA_IDS, "stanza-id")
            .with("by", owner.toString())
            .with("id", id)
            .build());
    return copy(stanza, stanza.id().or(() -> Optional.of(id)), stanza.delayedSince(), marked);
  }

  List<ArchiveResult> kept() {
    return kept;
  }

  /** Forgets the oldest. */
  void forget(int count) {
    kept.subList(0, count).clear();
  }

  /** Notes an acknowledgement; the test forgets. */
  void acknowledge(XmlElement ack) throws TransportException {
    if (refusing.isPresent()) {
      throw Directories.refusal(refusing.get());
    }
    try {
      acknowledged.add(Acknowledgement.parse(ack));
    } catch (ProtocolException e) {
      throw new AssertionError("a client asked wrongly", e);
    }
  }

  XmlElement answer(XmlElement query, Consumer<ArchiveResult> out) throws TransportException {
    queries.add(query);
    before.run();
    if (refusing.isPresent()) {
      throw Directories.refusal(refusing.get());
    }
    XmlElement set = query.child(RSM, "set").orElseThrow();
    int max = Integer.parseInt(set.child("max").orElseThrow().text());
    List<ArchiveResult> found = matching(query, set);
    boolean last = set.child("before").isPresent();
    List<ArchiveResult> page =
        last
            ? found.subList(Math.max(0, found.size() - max), found.size())
            : found.subList(0, Math.min(max, found.size()));
    String queryId = query.attribute("queryid").orElseThrow();
    page.forEach(each -> out.accept(new ArchiveResult(queryId, each.id(), each.stanza())));
    return fin(page, page.size() == found.size() && !neverComplete);
  }

  private List<ArchiveResult> matching(XmlElement query, XmlElement set) throws TransportException {
    Optional<String> after = set.child("after").map(XmlElement::text);
    if (endless && after.isPresent()) {
      number++;
      ArchiveResult one = kept.get(0);
      return List.of(new ArchiveResult("", "invented-" + number, one.stanza()));
    }
    if (after.isPresent() && mailbox) {
      return kept.stream().filter(each -> each.id().compareTo(after.get()) > 0).toList();
    }
    if (after.isPresent() && !circling) {
      int at = kept.stream().map(ArchiveResult::id).toList().indexOf(after.get());
      if (at < 0) {
        throw Directories.refusal("item-not-found");
      }
      return kept.subList(at + 1, kept.size());
    }
    Instant start = start(query).map(Instant::parse).orElse(Instant.EPOCH);
    return kept.stream()
        .filter(each -> !each.stanza().delayedSince().orElseThrow().isBefore(start))
        .toList();
  }

  private static Optional<String> start(XmlElement query) {
    return query.child(Namespaces.DATA_FORMS, "x").stream()
        .flatMap(form -> form.children("field").stream())
        .filter(field -> field.attribute("var").equals(Optional.of("start")))
        .map(field -> field.child("value").orElseThrow().text())
        .findFirst();
  }

  private XmlElement fin(List<ArchiveResult> page, boolean complete) {
    XmlElement.Builder set = XmlElement.element(RSM, "set");
    if (!page.isEmpty()) {
      set.with(XmlElement.element(RSM, "first").text(page.get(0).id()).build());
      set.with(XmlElement.element(RSM, "last").text(page.get(page.size() - 1).id()).build());
    }
    XmlElement.Builder fin = XmlElement.element(Archive.NAMESPACE, "fin");
    if (complete && !circling && !endless) {
      fin.with("complete", "true");
    }
    return fin.with(set.build()).build();
  }

  private IncomingStanza delayed(IncomingStanza in, String id) {
    Optional<Instant> now = Optional.of(clock.instant());
    return copy(in, in.id().or(() -> Optional.of(id)), now, in.extensions());
  }

  private static IncomingStanza copy(
      IncomingStanza in, Optional<String> id, Optional<Instant> since, List<XmlElement> children) {
    return new IncomingStanza(
        in.from(), in.to(), id, in.type(), in.origin(), since, children, in.error(), in.body());
  }

  /** The same stanza, come by another way. */
  static IncomingStanza as(Origin origin, IncomingStanza in) {
    return new IncomingStanza(
        in.from(),
        in.to(),
        in.id(),
        in.type(),
        origin,
        in.delayedSince(),
        in.extensions(),
        in.error(),
        in.body());
  }
}

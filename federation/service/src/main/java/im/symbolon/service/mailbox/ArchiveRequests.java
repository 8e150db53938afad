package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Outbox;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.Requests;
import im.symbolon.service.ServiceAddresses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/**
 * Answers {@code urn:xmpp:mam:2}: to an account its own mailbox, to who may enter a room that
 * room's, and nobody anything else. The messages of a page leave through the outbox before the
 * answer is returned.
 */
public final class ArchiveRequests implements Requests {
  /** What is answered. */
  public static final String NAMESPACE = ArchiveXml.MAM;

  /** What accounts and rooms with a mailbox say to know (XEP-0313 §Determining support). */
  public static final List<String> FEATURES =
      List.of(ArchiveXml.MAM, ArchiveXml.MAM + "#extended", "urn:xmpp:sid:0");

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveRequests.class);

  private final ServiceAddresses addresses;
  private final Mailbox mailbox;
  private final RoomAccess rooms;
  private final Outbox outbox;

  public ArchiveRequests(
      ServiceAddresses addresses, Mailbox mailbox, RoomAccess rooms, Outbox outbox) {
    this.addresses = Objects.requireNonNull(addresses);
    this.mailbox = Objects.requireNonNull(mailbox);
    this.rooms = Objects.requireNonNull(rooms);
    this.outbox = Objects.requireNonNull(outbox);
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  /** Rooms, and accounts, there or not: whoever asks for another's archive is told the same. */
  @Override
  public boolean isAnsweredAt(JID address) {
    return account(address)
        .filter(each -> addresses.serves(each) || rooms.isHere(each))
        .isPresent();
  }

  @Override
  public boolean isOfService() {
    return false;
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    BareJid owner = archive(request);
    try {
      return Optional.of(answer(request, owner));
    } catch (MailboxException e) {
      LOG.warn("The mailbox of {} could not be read", owner, e);
      throw new Refusal(Condition.resource_constraint, "Try again later.", e);
    }
  }

  /** Whose mailbox is asked for, when the asker may read it. */
  private BareJid archive(Request request) throws Refusal {
    BareJid owner =
        account(request.to())
            .orElseThrow(() -> new Refusal(Condition.item_not_found, "There is no archive here."));
    boolean own =
        addresses.serves(owner) && request.from().toBareJID().equals(request.to().toBareJID());
    if (!own && !(rooms.isHere(owner) && rooms.mayRead(owner, request.from()))) {
      throw new Refusal(Condition.forbidden, "This archive is not yours to read.");
    }
    return owner;
  }

  private static Optional<BareJid> account(JID address) {
    if (address == null || address.getNode() == null || address.getResource() != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(BareJid.parse(address.toString()));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private XmlElement answer(Request request, BareJid owner) throws Refusal, MailboxException {
    String wanted = request.type().name() + " " + request.element().name();
    return switch (wanted) {
      case "get query" -> ArchiveXml.form();
      case "get metadata" ->
          ArchiveXml.metadata(mailbox.edge(owner, false), mailbox.edge(owner, true));
      case "set query" -> query(request, owner);
      default -> throw new Refusal(Condition.bad_request, "There is no such request.");
    };
  }

  private XmlElement query(Request request, BareJid owner) throws Refusal, MailboxException {
    ArchiveQuery query = ArchiveQuery.parse(request.element());
    Page page = page(owner, query);
    List<KeptMessage> messages = new ArrayList<>(page.messages());
    if (query.flipped()) {
      Collections.reverse(messages);
    }
    JID archive = new JID(owner.toString());
    for (KeptMessage each : messages) {
      outbox.send(ArchiveXml.result(archive, request.from(), query.queryId(), each));
    }
    return ArchiveXml.fin(page);
  }

  private Page page(BareJid owner, ArchiveQuery query) throws Refusal, MailboxException {
    if (query.only().isEmpty()) {
      return mailbox.page(owner, query.query());
    }
    Optional<Page> found = mailbox.find(owner, query.only());
    return found.orElseThrow(
        () -> new Refusal(Condition.item_not_found, "One of these messages is not here."));
  }
}

package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.CountedStatements;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.IqEndpoint;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.MovableClock;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * The service of beta.test with mailboxes, as a host has it: accounts alice, bob and carol there,
 * and a room that carol may not read.
 */
final class World implements AutoCloseable, Accounts, RoomAccess {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final BareJid BOB = new BareJid("bob", "beta.test");
  static final BareJid ROOM = new BareJid("tea", "rooms.beta.test");

  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:mailboxWorld");

  final MovableClock clock = new MovableClock(NOW);
  final SignedHousehold bobs = new SignedHousehold(BOB, NOW);
  final List<Packet> sent = new ArrayList<>();
  final CountedStatements counted = new CountedStatements(this::open);
  final Mailbox mailbox;
  final Deliveries deliveries;
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final IqEndpoint endpoint;
  volatile boolean databaseIsGone;

  World() {
    Database database = new Database(counted);
    ServiceAddresses addresses =
        new ServiceAddresses("beta.test", Set.of("beta.test", "e2ee.beta.test"));
    mailbox =
        new Mailbox(database, clock, new SecureRandom(), MailboxLimits.DEFAULT, (o, c, m) -> {});
    Erasure erasure = new Erasure(database, clock, MailboxLimits.DEFAULT);
    AckErasure acks = new AckErasure(erasure, bobs, later::add);
    deliveries = new Deliveries(mailbox, bobs, this, this, clock);
    endpoint =
        new IqEndpoint(
            addresses,
            List.of(
                new ArchiveRequests(addresses, mailbox, this, sent::add),
                new AckRequests(addresses, acks, bobs, new JdkSignatureVerifier(), clock)));
  }

  /** Some seconds go by. */
  void settle() {
    clock.advance(Erasure.SETTLED.plusSeconds(1));
    for (int due = later.size(); due > 0; due--) {
      later.remove().run();
    }
  }

  /** How many tasks wait. */
  int later() {
    return later.size();
  }

  World installed() throws Exception {
    Schema.HSQLDB.install(MEMORY);
    return this;
  }

  private Connection open() throws SQLException {
    if (databaseIsGone) {
      throw new SQLException("secret detail", "08001");
    }
    return MEMORY.open();
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = MEMORY.open();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA PUBLIC CASCADE");
    }
  }

  @Override
  public boolean isKeptFor(BareJid account) {
    return Set.of("alice@beta.test", "bob@beta.test", "carol@beta.test")
        .contains(account.toString());
  }

  @Override
  public boolean isHere(BareJid room) {
    return room.equals(ROOM);
  }

  @Override
  public boolean mayRead(BareJid room, JID user) {
    return room.equals(ROOM) && !"carol".equals(user.getNode());
  }

  /** Lets a message pass; returns its id in that archive, or nothing. */
  String stamped(Message message, BareJid by) {
    deliveries.stamp(message);
    String found = "";
    for (Object each : message.getElement().elements("stanza-id")) {
      if (by.toString().equals(((Element) each).attributeValue("by"))) {
        found += ((Element) each).attributeValue("id");
      }
    }
    return found;
  }

  IQ ask(String from, String to, IQ.Type type, String xml) throws Exception {
    IQ request = new IQ(type);
    request.setFrom(from);
    if (to != null) {
      request.setTo(to);
    }
    request.getElement().add(DocumentHelper.parseText(xml).getRootElement());
    sent.clear();
    return endpoint.answer(request).orElseThrow();
  }

  IQ ask(String from, String to, XmlElement element) {
    IQ request = new IQ(IQ.Type.set);
    request.setFrom(from);
    request.setTo(to);
    request.getElement().add(Dom4jXml.write(element));
    return endpoint.answer(request).orElseThrow();
  }

  /** The ids of the messages that came before the last answer. */
  List<String> results() {
    return sent.stream()
        .map(each -> each.getElement().element("result").attributeValue("id"))
        .toList();
  }
}

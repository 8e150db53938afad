package im.symbolon.suite;

import static im.symbolon.suite.TransportClient.SOON;
import static im.symbolon.suite.TransportClient.config;
import static im.symbolon.suite.TransportClient.password;
import static im.symbolon.suite.TransportClient.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.RunningServer;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePage;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.Affiliation;
import im.symbolon.messenger.xmpp.rooms.Bookmark;
import im.symbolon.messenger.xmpp.rooms.ClaimedOccupant;
import im.symbolon.messenger.xmpp.rooms.Departure.Reason;
import im.symbolon.messenger.xmpp.rooms.Invitation;
import im.symbolon.messenger.xmpp.rooms.Nick;
import im.symbolon.messenger.xmpp.rooms.RoomConfiguration;
import im.symbolon.messenger.xmpp.rooms.RoomDescription;
import im.symbolon.messenger.xmpp.rooms.RoomException;
import im.symbolon.messenger.xmpp.rooms.RoomMessage;
import im.symbolon.protocol.BareJid;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What rooms promise on every server; with rooms at home and members from abroad. */
public abstract class RoomContract {
  /** Where they run. */
  protected abstract FederationLab lab();

  /** The domain whose chat service is used. */
  protected abstract String home();

  /** Another domain. */
  protected abstract String abroad();

  /** Whether rooms there tell their occupants of new settings (XEP-0045 §10.2.1). */
  protected abstract boolean tellsOfSettings();

  protected RoomClient resident(String name) throws Exception {
    return RoomClient.register(lab(), name + "@" + home());
  }

  protected RoomClient foreigner(String name) throws Exception {
    return RoomClient.register(lab(), name + "@" + abroad());
  }

  /** A room of this one, with these as members. */
  protected BareJid room(RoomClient owner, String name, RoomClient... members) throws Exception {
    EntityAddress service = owner.rooms.service().orElseThrow();
    BareJid room = new BareJid(name, service.domain());
    owner.rooms.create(room, owner.nick(), new RoomConfiguration("Room " + name));
    for (RoomClient each : members) {
      owner.administration().affiliate(room, each.address(), Affiliation.MEMBER);
    }
    return room;
  }

  @Test
  void membersOfBothDomainsAreInvitedAndTalk() throws Exception {
    try (RoomClient alice = resident("talk-a");
        RoomClient bob = foreigner("talk-b")) {
      BareJid room = room(alice, "talk", bob);
      assertThat(alice.administration().description(room))
          .matches(RoomDescription::isOurs)
          .matches(d -> d.name().equals("Room talk"));
      alice.rooms.invite(room, bob.address(), Optional.of("come"));
      Invitation direct =
          new Invitation(room, alice.address(), Invitation.Way.DIRECT, Optional.of("come"));
      await().atMost(SOON).until(() -> bob.invitations.contains(direct));
      bob.enter(room);
      assertThat(bob.rooms.occupants(room))
          .extracting(o -> o.account().orElseThrow() + " " + o.affiliation())
          .containsExactlyInAnyOrder(alice.address() + " OWNER", bob.address() + " MEMBER");
      alice.say(room, "talk1");
      RoomMessage heard = bob.awaitMessage("talk1");
      assertThat(heard.occupant().flatMap(ClaimedOccupant::account)).contains(alice.address());
      assertThat(heard.reflected()).isFalse();
      assertThat(alice.awaitMessage("talk1").reflected()).isTrue();
      bob.say(room, "talk2");
      assertThat(alice.awaitMessage("talk2").occupant().flatMap(ClaimedOccupant::account))
          .contains(bob.address());
      assertThat(bob.administration().affiliations(room))
          .containsEntry(alice.address(), Affiliation.OWNER)
          .containsEntry(bob.address(), Affiliation.MEMBER);
    }
  }

  @Test
  void strangersInvitationsAreOnlyCounted() throws Exception {
    try (RoomClient stranger = foreigner("stranger-a");
        RoomClient bob = resident("strange-b")) {
      BareJid room = new BareJid("nowhere", "conference.evil.test");
      stranger.rooms.invite(room, bob.address(), Optional.empty());
      await().atMost(SOON).until(() -> bob.rooms.strangersInvitations() == 1);
      assertThat(bob.invitations).isEmpty();
      assertThat(bob.client.received).isEmpty();
    }
  }

  @Test
  void onlyMembersGetInAndWhoIsRemovedIsOut() throws Exception {
    try (RoomClient alice = resident("rm-a");
        RoomClient bob = foreigner("rm-b");
        RoomClient carol = resident("rm-c")) {
      BareJid room = room(alice, "rm", bob);
      carol.rooms.join(room, carol.nick());
      assertThat(carol.awaitDeparture().reason()).isEqualTo(Reason.NOT_A_MEMBER);
      bob.enter(room);
      alice.administration().affiliate(room, bob.address(), Affiliation.NONE);
      assertThat(bob.awaitDeparture().reason()).isEqualTo(Reason.NOT_A_MEMBER);
      await().atMost(SOON).until(() -> alice.rooms.occupants(room).size() == 1);
      assertThat(alice.administration().affiliations(room)).doesNotContainKey(bob.address());
      alice.say(room, "rm1");
      alice.awaitMessage("rm1");
      bob.rooms.join(room, bob.nick());
      await().atMost(SOON).until(() -> bob.departures.size() == 2);
      assertThat(bob.messages).isEmpty();
    }
  }

  @Test
  void kickedBannedAndDestroyedAreToldApart() throws Exception {
    try (RoomClient alice = resident("out-a");
        RoomClient bob = foreigner("out-b");
        RoomClient carol = resident("out-c")) {
      BareJid room = room(alice, "out", bob, carol);
      bob.enter(room);
      alice.administration().kick(room, bob.nick(), Optional.of("enough"));
      assertThat(bob.awaitDeparture().reason()).isEqualTo(Reason.KICKED);
      assertThat(bob.awaitDeparture().said()).contains("enough");
      bob.enter(room);
      alice.administration().affiliate(room, bob.address(), Affiliation.OUTCAST);
      await().atMost(SOON).until(() -> bob.departures.size() == 2);
      assertThat(bob.awaitDeparture().reason()).isEqualTo(Reason.BANNED);
      carol.enter(room);
      alice.administration().destroy(room, Optional.of("over"));
      assertThat(carol.awaitDeparture().reason()).isEqualTo(Reason.DESTROYED);
      assertThat(carol.awaitDeparture().said()).contains("over");
      assertThat(alice.awaitDeparture().reason()).isEqualTo(Reason.DESTROYED);
    }
  }

  @Test
  void aMemberNeedNotBeThere() throws Exception {
    try (RoomClient alice = resident("off-a");
        RoomClient bob = foreigner("off-b")) {
      BareJid room = room(alice, "off", bob);
      bob.enter(room);
      BareJid absent = new BareJid("off-c", abroad());
      RoomClient.register(lab(), absent.toString()).close();
      alice.administration().affiliate(room, absent, Affiliation.ADMIN);
      assertThat(bob.administration().affiliations(room)).containsEntry(absent, Affiliation.ADMIN);
      alice.rooms.invite(room, absent, Optional.empty());
      alice.say(room, "off1");
      bob.awaitMessage("off1");
      try (RoomClient carol = RoomClient.login(lab(), absent.toString())) {
        await().atMost(SOON).until(() -> !carol.invitations.isEmpty());
        carol.enter(room);
        alice.say(room, "off2");
        carol.awaitMessage("off2");
        assertThat(carol.messages).as("no history by entering").hasSize(1);
      }
    }
  }

  @Test
  void twoDevicesShareAName() throws Exception {
    try (RoomClient alice = resident("two-a");
        RoomClient first = foreigner("two-b")) {
      BareJid room = room(alice, "two", first);
      try (RoomClient second = RoomClient.login(lab(), first.address().toString())) {
        first.enter(room);
        second.enter(room);
        assertThat(second.rooms.nick(room)).isEqualTo(first.rooms.nick(room));
        first.rooms.leave(room);
        alice.say(room, "two1");
        second.awaitMessage("two1");
        assertThat(second.departures).isEmpty();
        assertThat(second.rooms.isInside(room)).isTrue();
        assertThat(first.messages).isEmpty();
      }
    }
  }

  @Test
  void aTakenNameIsPassedBy() throws Exception {
    try (RoomClient alice = resident("nick-a");
        RoomClient bob = foreigner("nick-b")) {
      BareJid room = room(alice, "nick", bob);
      bob.rooms.join(room, alice.nick());
      bob.awaitInside(room);
      assertThat(bob.rooms.nick(room)).contains(new Nick(alice.nick() + " 2"));
    }
  }

  @Test
  void subjectAndNameChange() throws Exception {
    try (RoomClient alice = resident("sub-a");
        RoomClient bob = foreigner("sub-b")) {
      BareJid room = room(alice, "sub", bob);
      bob.enter(room);
      bob.changes.clear();
      alice.rooms.subject(room, "tea & cake");
      await()
          .atMost(SOON)
          .until(
              () -> bob.rooms.subject(room).filter(s -> s.text().equals("tea & cake")).isPresent());
      alice.administration().configure(room, new RoomConfiguration("Another"));
      if (tellsOfSettings()) {
        await().atMost(SOON).until(() -> bob.changes.contains("configuration"));
      }
      assertThat(bob.administration().description(room).name()).isEqualTo("Another");
      assertThat(bob.administration().affiliations(room))
          .containsEntry(alice.address(), Affiliation.OWNER)
          .containsEntry(bob.address(), Affiliation.MEMBER);
    }
  }

  @Test
  void aRoomIsMadeOnceAndNeverByAccident() throws Exception {
    try (RoomClient alice = resident("once-a");
        RoomClient bob = resident("once-b")) {
      BareJid room = room(alice, "once");
      assertThatThrownBy(() -> bob.rooms.create(room, bob.nick(), new RoomConfiguration("Mine")))
          .isInstanceOfSatisfying(
              RoomException.class,
              e -> assertThat(e.reason()).isEqualTo(RoomException.Reason.NAME_TAKEN));
      BareJid gone = new BareJid("never-made", room.domain());
      bob.rooms.join(gone, bob.nick());
      assertThat(bob.awaitDeparture().reason()).isEqualTo(Reason.NOT_THERE);
      await().atMost(SOON).untilAsserted(() -> assertThat(isThere(alice, gone)).isFalse());
    }
  }

  private static boolean isThere(RoomClient asking, BareJid room) throws TransportException {
    try {
      asking.administration().description(room);
      return true;
    } catch (TransportException e) {
      assertThat(e.isStanzaError("item-not-found")).isTrue();
      return false;
    }
  }

  @Test
  void whoIsCutOffStaysInAndWhoComesAnewGoesInAgain() throws Exception {
    RoomClient.register(lab(), "cut-b@" + abroad()).close();
    RunningServer server = lab().host(abroad());
    var direct = config(lab(), "cut-b@" + abroad(), "one");
    try (RoomClient alice = resident("cut-a");
        CuttableRelay relay =
            new CuttableRelay(new InetSocketAddress(server.address(), server.c2sPort()));
        RoomClient bob = new RoomClient(through(direct, relay.address()));
        RoomClient fresh = new RoomClient(through(direct, relay.address()).withoutResuming())) {
      BareJid room = room(alice, "cut", bob);
      for (RoomClient each : new RoomClient[] {bob, fresh}) {
        each.client.transport.connect(password());
        each.enter(room);
      }
      relay.cut();
      alice.say(room, "cut1");
      bob.awaitMessage("cut1");
      assertThat(bob.joined).hasSize(1);
      await().atMost(SOON).until(() -> fresh.joined.size() == 2);
      alice.say(room, "cut2");
      bob.awaitMessage("cut2");
      fresh.awaitMessage("cut2");
      assertThat(bob.departures).isEmpty();
    }
  }

  @Test
  void whatCannotBeStoredComesAgain() throws Exception {
    try (RoomClient alice = resident("disk-a");
        RoomClient bob = foreigner("disk-b")) {
      BareJid room = room(alice, "disk", bob);
      bob.enter(room);
      bob.storingFails.set(2);
      alice.say(room, "disk1");
      alice.say(room, "disk2");
      bob.awaitMessage("disk2");
      assertThat(bob.storingFails).hasValue(0);
      assertThat(bob.messages)
          .extracting(m -> m.stanza().id().orElseThrow())
          .containsExactly("disk1", "disk2");
      assertThat(bob.joined).hasSize(1);
    }
  }

  @Test
  void bookmarksAreTheAccountsOwn() throws Exception {
    try (RoomClient alice = resident("mark-a");
        RoomClient other = RoomClient.login(lab(), alice.address().toString());
        RoomClient eve = resident("mark-e")) {
      for (int i = 0; i < 3; i++) {
        BareJid room = new BareJid("mark" + i, "conference." + home());
        alice.bookmarks.publish(Bookmark.of(room, "Mark <" + i + ">", alice.nick()));
      }
      // Openfire 4.2 answers a publication or retraction before it does it.
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(other.bookmarks.all())
                      .extracting(b -> b.name().orElseThrow())
                      .containsExactlyInAnyOrder("Mark <0>", "Mark <1>", "Mark <2>"));
      other.bookmarks.retract(new BareJid("mark1", "conference." + home()));
      await().atMost(SOON).until(() -> alice.bookmarks.all().size() == 2);
      assertThat(alice.bookmarks.all()).allMatch(Bookmark::autojoin);
      assertThat(eve.client.pep.items(alice.address(), "urn:xmpp:bookmarks:1")).isEmpty();
    }
  }

  @Test
  void membersReadWhatTheyMissedInTheRoomsArchive() throws Exception {
    try (RoomClient alice = resident("mam-a");
        RoomClient bob = foreigner("mam-b")) {
      BareJid room = room(alice, "mam", bob);
      for (int i = 0; i < 5; i++) {
        alice.say(room, "mam" + i);
      }
      alice.awaitMessage("mam4");
      bob.enter(room);
      assertThat(bob.messages).isEmpty();
      Archive archive = bob.rooms.archive(room);
      assertThat(archive.isOffered()).isTrue();
      ArchivePage first = archive.page(ArchivePoint.BEGINNING, 3);
      ArchivePage rest =
          archive.page(ArchivePoint.behind(first.last().orElseThrow(), java.time.Instant.EPOCH), 9);
      assertThat(first.results())
          .extracting(r -> RoomMessage.of(r).stanza().id().orElseThrow())
          .containsExactly("mam0", "mam1", "mam2");
      assertThat(rest.results())
          .extracting(r -> RoomMessage.of(r).nick().orElseThrow())
          .containsExactly(alice.nick(), alice.nick());
      assertThat(rest.complete()).isTrue();
    }
  }
}

package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.messenger.xmpp.rooms.RoomDevice.MINE;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.ALICE;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.BOB;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.TEA;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.error;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.item;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.SecureXmlAccess;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomArrivalsTest {
  private static final String BODY = "<body>hi</body>";
  private static final String SEALED = "<sealed xmlns='urn:symbolon:groups:0'/>";

  private final RoomDevice device = new RoomDevice();
  private final ScriptedService service = device.service;

  @BeforeEach
  void bobIsThere() throws Exception {
    device.inside().with("bob", "bob@beta.test/x");
    device.told.clear();
  }

  private static String by(String nick, String id) {
    return "type='groupchat' from='" + TEA + "/" + nick + "' id='" + id + "'";
  }

  // Talking

  @Test
  void aMessageComesWithWhoTheRoomSaysWroteIt() throws Exception {
    assertThat(service.message(by("bob", "1"), BODY + SEALED)).isTrue();
    RoomMessage message = device.messages.get(0);
    assertThat(message.room()).isEqualTo(TEA);
    assertThat(message.nick()).contains(new Nick("bob"));
    assertThat(message.occupant().flatMap(ClaimedOccupant::account)).contains(BOB);
    assertThat(message.reflected()).isFalse();
    assertThat(message.stanza().extension("urn:symbolon:groups:0", "sealed")).isPresent();
  }

  @Test
  void whatCannotBeStoredComesAgain() {
    device.diskFull = true;
    assertThatThrownBy(() -> service.message(by("bob", "1"), BODY)).hasMessageContaining("full");
    device.diskFull = false;
    assertThat(device.messages).isEmpty();
  }

  @Test
  void whatTheRoomKeptForAWhileIsNobodysOfNow() throws Exception {
    service.message(
        by("bob", "1"), BODY + "<delay xmlns='urn:xmpp:delay' stamp='2026-01-02T03:04:05Z'/>");
    assertThat(device.messages.get(0).occupant()).isEmpty();
  }

  @Test
  void whoSaysInAMessageWhoItIsIsNotBelieved() throws Exception {
    service.message(by("mallory", "1"), BODY + x(item("bob@beta.test", "owner")));
    assertThat(device.messages.get(0).occupant()).isEmpty();
  }

  @Test
  @DisplayName("REVIEW 26: a message to a room has a constant body and wants to be kept")
  void stockServersKeepWhatWeSend() throws Exception {
    XmlElement sealed = XmlElement.element("urn:symbolon:groups:0", "sealed").build();
    device.rooms.send(TEA, "m1", List.of(sealed));
    assertThat(service.sent.get(0))
        .startsWith("<message GROUPCHAT " + TEA + " m1>")
        .contains("<sealed", "<body", "urn:xmpp:fallback:0", "<store xmlns='urn:xmpp:hints'");
    device.rooms.send(TEA, "m2", List.of(sealed));
    assertThat(service.sent.get(1).replace("m2", "m1")).isEqualTo(service.sent.get(0));
  }

  @Test
  void knowsItsOwnWordsWhenTheyComeBack() throws Exception {
    device.rooms.send(TEA, "m1", List.of());
    service.message(by("bob", "m1"), BODY);
    service.message(by("alice", "m2"), BODY);
    service.message(by("alice", "m1"), BODY);
    service.message(by("alice", "m1"), BODY);
    assertThat(device.messages)
        .extracting(RoomMessage::reflected)
        .containsExactly(false, false, true, false);
  }

  @Test
  void nothingIsSentToARoomThatWeAreNotIn() throws Exception {
    service.presence(MINE, "unavailable", x("", 110, 307));
    assertThatThrownBy(() -> device.rooms.send(TEA, "m1", List.of()))
        .isInstanceOfSatisfying(
            RoomException.class,
            e -> assertThat(e.reason()).isEqualTo(RoomException.Reason.NOT_INSIDE));
    assertThat(service.sent).isEmpty();
  }

  @Test
  void anErrorOfTheRoomIsStoredLikeAMessage() throws Exception {
    assertThat(service.message("type='error' id='m1' from='" + TEA + "'", error("forbidden")))
        .isTrue();
    assertThat(device.messages.get(0).stanza().error().orElseThrow().condition())
        .isEqualTo("forbidden");
    assertThat(device.messages.get(0).nick()).isEmpty();
  }

  // Not talking

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other@conference.alpha.test/bob",
        "other@conference.alpha.test",
        "conference.alpha.test/bob",
        "tea@conference.beta.test/bob",
        "bob@beta.test/x"
      })
  void roomsNeverJoinedAreNotHeard(String from) throws Exception {
    assertThat(service.message("type='groupchat' id='1' from='" + from + "'", BODY)).isTrue();
    assertThat(device.messages).isEmpty();
    assertThat(device.rooms.refused()).isEqualTo(1);
  }

  @Test
  void aCopyOfAWordInARoomIsNone() throws Exception {
    IncomingStanza word = SecureXmlAccess.message(ALICE, by("bob", "1"), BODY);
    IncomingStanza copy =
        new IncomingStanza(
            word.from(),
            word.to(),
            word.id(),
            word.type(),
            IncomingStanza.Origin.CARBON_RECEIVED,
            Optional.empty(),
            word.extensions(),
            Optional.empty(),
            word.body());
    assertThat(service.message(copy)).isTrue();
    assertThat(device.messages).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "normal", "headline"})
  void wordsInPrivateAreNotTakenForThoseOfAnAccount(String type) throws Exception {
    String inside = BODY + "<encrypted xmlns='urn:xmpp:omemo:2'/>";
    String from = "type='" + type + "' from='";
    assertThat(service.message(from + TEA + "/bob'", inside)).isTrue();
    assertThat(service.message(from + "other@conference.alpha.test/bob'", inside + x(""))).isTrue();
    assertThat(device.messages).isEmpty();
    assertThat(device.rooms.refused()).isEqualTo(2);
  }

  @Test
  void chatsGoTheirOwnWay() throws Exception {
    for (String type : List.of("chat", "normal", "headline", "error")) {
      String inside = type.equals("error") ? error("item-not-found") : BODY;
      assertThat(service.message("type='" + type + "' id='1' from='bob@beta.test/x'", inside))
          .isFalse();
    }
    assertThat(service.message("type='error' from='other@conference.alpha.test'", error("gone")))
        .isFalse();
  }

  // What rooms say of themselves

  @Test
  void theSubjectIsKeptAndNeverEndless() throws Exception {
    service.message(by("bob", "s"), "<subject>tea time</subject>");
    assertThat(device.told).containsExactly("subject " + TEA);
    assertThat(device.rooms.subject(TEA))
        .contains(new RoomSubject("tea time", Optional.of(new Nick("bob"))));
    service.message(by("bob", "s"), "<subject>" + "x".repeat(100_000) + "</subject>");
    assertThat(device.rooms.subject(TEA).orElseThrow().text()).hasSize(RoomSubject.MAX);
    service.message(by("bob", "s"), "<subject>this is a message</subject>" + BODY);
    assertThat(device.messages).hasSize(1);
  }

  @Test
  void newSettingsAndAffiliationsOfTheAbsentAreTold() throws Exception {
    service.message("type='groupchat' from='" + TEA + "'", x("", 104));
    service.message("from='" + TEA + "'", x(item("carol@beta.test", "member")));
    assertThat(device.told).containsExactly("configuration " + TEA, "affiliations " + TEA);
    service.message("type='groupchat' from='" + TEA + "'", "<body>a notice</body>");
    assertThat(device.messages).isEmpty();
  }

  // Invitations

  private static final String DIRECT =
      "<x xmlns='jabber:x:conference' jid='coffee@conference.beta.test' reason='come'/>";

  private static String mediated(String inviter) {
    return x("<invite from='" + inviter + "'><reason>come</reason></invite>");
  }

  @Test
  void thoseWeKnowMayInvite() throws Exception {
    service.contacts.add(BOB);
    assertThat(service.message("from='bob@beta.test/x'", DIRECT)).isTrue();
    assertThat(service.message("from='coffee@conference.beta.test'", mediated("bob@beta.test/x")))
        .isTrue();
    assertThat(device.invitations)
        .extracting(i -> i.way() + " " + i.room() + " " + i.inviter() + " " + i.reason().get())
        .containsExactly(
            "DIRECT coffee@conference.beta.test bob@beta.test come",
            "MEDIATED coffee@conference.beta.test bob@beta.test come");
  }

  @Test
  void strangersInvitationsAreCountedAndNotAnswered() throws Exception {
    assertThat(service.message("from='eve@evil.test/x'", DIRECT)).isTrue();
    assertThat(service.message("from='coffee@conference.beta.test'", mediated("eve@evil.test")))
        .isTrue();
    assertThat(device.invitations).isEmpty();
    assertThat(device.rooms.strangersInvitations()).isEqualTo(2);
    assertThat(service.sent).isEmpty();
    assertThat(service.asked).isEmpty();
  }

  @Test
  void anInvitationThatCannotBeStoredComesAgain() {
    service.contacts.add(BOB);
    device.diskFull = true;
    assertThatThrownBy(() -> service.message("from='bob@beta.test/x'", DIRECT))
        .hasMessageContaining("full");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<x xmlns='jabber:x:conference'/>",
        "<x xmlns='jabber:x:conference' jid=''/>",
        "<x xmlns='jabber:x:conference' jid='conference.beta.test'/>",
        "<x xmlns='jabber:x:conference' jid='@@'/>",
        "<x xmlns='http://jabber.org/protocol/muc#user'><invite/></x>",
        "<encrypted xmlns='urn:xmpp:omemo:2'/>"
            + "<x xmlns='jabber:x:conference' jid='coffee@conference.beta.test'/>"
      })
  void whatIsNoInvitationIsAMessage(String inside) throws Exception {
    service.contacts.add(BOB);
    assertThat(service.message("from='bob@beta.test'", inside)).isFalse();
    assertThat(device.invitations).isEmpty();
  }

  @Test
  void whoIsInNeedsNoInvitation() throws Exception {
    service.contacts.add(BOB);
    String tea = "<x xmlns='jabber:x:conference' jid='" + TEA + "'/>";
    assertThat(service.message("from='bob@beta.test/x'", tea)).isTrue();
    assertThat(service.message("from='" + TEA + "'", mediated("bob@beta.test"))).isTrue();
    assertThat(device.invitations).isEmpty();
  }

  @Test
  void invitesDirectly() throws Exception {
    device.rooms.invite(TEA, BOB, Optional.of("come & see"));
    assertThat(service.sent.get(0))
        .startsWith("<message NORMAL " + BOB)
        .contains("jabber:x:conference", TEA.toString(), "come &amp; see");
  }
}

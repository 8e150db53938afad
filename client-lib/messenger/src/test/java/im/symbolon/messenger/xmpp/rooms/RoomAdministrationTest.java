package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.messenger.xmpp.rooms.RoomDevice.ME;
import static im.symbolon.messenger.xmpp.rooms.RoomDevice.MINE;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.BOB;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.TEA;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.error;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.item;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.SecureXmlAccess;
import im.symbolon.messenger.xmpp.TransportException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RoomAdministrationTest {
  private static final String OWNER_QUERY = "<query xmlns='http://jabber.org/protocol/muc#owner'>";
  private static final String FORM =
      "<x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE' type='hidden'>"
          + "<value>http://jabber.org/protocol/muc#roomconfig</value></field>"
          + "<field var='muc#roomconfig_membersonly'><value>0</value></field>"
          + "<field var='muc#roomconfig_whois'><value>moderators</value></field>"
          + "<field var='muc#roomconfig_persistentroom'><value>0</value></field>"
          + "<field var='muc#roomconfig_roomname'><value/></field>"
          + "<field var='muc#roomconfig_roomowners'><value>old@alpha.test</value></field>"
          + "<field var='muc#maxhistoryfetch'><value>50</value></field>"
          + "<field type='fixed'><value>Read me</value></field></x></query>";

  private final RoomDevice device = new RoomDevice();
  private final ScriptedService service = device.service;
  private final RoomAdministration administration = device.rooms.administration();

  private void offers(String form, String... features) throws Exception {
    service.answers(
        "GET " + TEA + " <query xmlns='http://jabber.org/protocol/muc#owner'", OWNER_QUERY + form);
    StringBuilder info = new StringBuilder();
    for (String each : features) {
      info.append("<feature var='").append(each).append("'/>");
    }
    service.answers(
        "disco#info", "<query xmlns='http://jabber.org/protocol/disco#info'>" + info + "</query>");
  }

  private static final String[] OURS = {"muc_membersonly", "muc_nonanonymous", "muc_persistent"};

  private CompletableFuture<Void> create() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                device.rooms.create(TEA, ME, new RoomConfiguration("Tea & more"));
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> !service.sent.isEmpty());
    return done;
  }

  private void entered(int... codes) throws Exception {
    service.presence(MINE, "", x(item("alice@alpha.test/one", "owner"), codes));
  }

  private static void assertReason(CompletableFuture<Void> done, RoomException.Reason reason) {
    assertThatThrownBy(() -> done.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(RoomException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  // Making

  @Test
  void makesAClosedLastingRoomThatHidesNobody() throws Exception {
    offers(FORM, OURS);
    CompletableFuture<Void> done = create();
    entered(110, 201);
    done.get(10, TimeUnit.SECONDS);
    String submitted =
        service.asked.stream().filter(q -> q.startsWith("SET")).findFirst().orElseThrow();
    assertThat(SecureXmlAccess.parse(submitted.substring(submitted.indexOf('<'))).toXml())
        .contains("membersonly'><value>1<", "whois'><value>anyone<")
        .contains("persistentroom'><value>1<", "roomname'><value>Tea &amp; more<")
        .contains("maxhistoryfetch'><value>50<")
        .doesNotContain("old@alpha.test", "Read me", "publicroom");
    assertThat(device.told).contains("joined " + TEA + " as alice");
    assertThat(device.rooms.isInside(TEA)).isTrue();
  }

  @Test
  void aRoomThatIsThereIsLeftAsItIs() throws Exception {
    offers(FORM, OURS);
    CompletableFuture<Void> done = create();
    entered(110);
    assertReason(done, RoomException.Reason.NAME_TAKEN);
    assertThat(service.asked).noneMatch(q -> q.startsWith("SET"));
    assertThat(service.sent.get(1)).startsWith("<presence unavailable " + MINE);
    assertThat(device.told).isEmpty();
  }

  @Test
  void aClosedRoomOfOthersIsThereToo() throws Exception {
    CompletableFuture<Void> done = create();
    service.presence(MINE, "error", error("registration-required"));
    assertReason(done, RoomException.Reason.NAME_TAKEN);
  }

  @Test
  void aServiceThatLetsUsMakeNoRoomsIsToldApart() throws Exception {
    CompletableFuture<Void> done = create();
    service.presence(MINE, "error", error("not-allowed"));
    assertReason(done, RoomException.Reason.REFUSED);
    assertThat(device.told).isEmpty();
  }

  @Test
  void withoutASettingThatIsNeededThereIsNoRoom() throws Exception {
    offers(FORM.replace("muc#roomconfig_whois", "muc#roomconfig_other"), OURS);
    CompletableFuture<Void> done = create();
    entered(110, 201);
    assertReason(done, RoomException.Reason.NOT_OFFERED);
    assertThat(service.asked).anyMatch(q -> q.contains("<destroy"));
    assertThat(device.rooms.isInside(TEA)).isFalse();
  }

  @Test
  void aServiceThatSaysYesAndDoesOtherwiseIsNotUsed() throws Exception {
    offers(FORM, "muc_membersonly", "muc_semianonymous", "muc_persistent");
    CompletableFuture<Void> done = create();
    entered(110, 201);
    assertReason(done, RoomException.Reason.NOT_OFFERED);
    assertThat(service.asked).anyMatch(q -> q.contains("<destroy"));
  }

  @Test
  void aRefusedFormIsARefusalWithASentence() throws Exception {
    offers(FORM, OURS);
    service.refuses("SET " + TEA, "forbidden");
    assertThatThrownBy(() -> administration.configure(TEA, new RoomConfiguration("x")))
        .isInstanceOfSatisfying(
            RoomException.class,
            e -> assertThat(e.reason()).isEqualTo(RoomException.Reason.REFUSED))
        .hasMessageContaining("conference.alpha.test")
        .hasMessageContaining("forbidden");
  }

  // Who is what

  @Test
  void listsWhoIsSomethingAndLeavesOutNonsense() throws Exception {
    service.answers(
        "affiliation='member'",
        "<query xmlns='http://jabber.org/protocol/muc#admin'>"
            + "<item affiliation='member' jid='bob@beta.test'/>"
            + "<item affiliation='member' jid='bob@beta.test'/>"
            + "<item affiliation='owner' jid='eve@evil.test'/>"
            + "<item affiliation='member' jid='gateway.test'/>"
            + "<item affiliation='member' jid='@@'/><item affiliation='member'/></query>");
    service.answers(
        "affiliation='owner'",
        "<query xmlns='http://jabber.org/protocol/muc#admin'>"
            + "<item affiliation='owner' jid='alice@alpha.test/phone'/></query>");
    assertThat(administration.affiliations(TEA))
        .isEqualTo(Map.of(BOB, Affiliation.MEMBER, ScriptedService.ALICE, Affiliation.OWNER));
  }

  @Test
  void aListThatWeMayNotSeeIsNotEmpty() {
    service.refuses("affiliation='admin'", "forbidden");
    assertThatThrownBy(() -> administration.affiliations(TEA))
        .isInstanceOf(TransportException.class);
  }

  @Test
  void makesSomebodyAMemberWhoIsNotThere() throws Exception {
    administration.affiliate(TEA, BOB, Affiliation.MEMBER);
    assertThat(service.asked.get(0))
        .startsWith("SET " + TEA)
        .contains("affiliation='member'", "jid='bob@beta.test'");
  }

  // Pictures

  @Test
  void picturesAreSmallAndComeBack() throws Exception {
    RoomAvatar picture = new RoomAvatar("image/png", new byte[] {1, 2, 3});
    service.answers("vcard-temp", picture.toXml().toXml());
    RoomAvatar read = administration.avatar(TEA).orElseThrow();
    assertThat(read.bytes()).containsExactly(1, 2, 3);
    assertThat(read.mediaType()).isEqualTo("image/png");
  }

  @Test
  void whatIsNoPictureIsNone() throws Exception {
    String frame = "<vCard xmlns='vcard-temp'><PHOTO><TYPE>%s</TYPE><BINVAL>%s</BINVAL></PHOTO>";
    String large = "A".repeat(200_000);
    for (String vcard :
        new String[] {
          String.format(frame, "image/png", "!!"),
          String.format(frame, "image/png", ""),
          String.format(frame, "image/png", large),
          String.format(frame, "text/html", "AAAA"),
          "<vCard xmlns='vcard-temp'>"
        }) {
      service.answers("vcard-temp", vcard + "</vCard>");
      assertThat(administration.avatar(TEA)).isEmpty();
    }
    service.refuses("vcard-temp", "service-unavailable");
    assertThat(administration.avatar(TEA)).isEmpty();
  }

  // Where rooms are

  @Test
  void findsTheChatServiceAmongOthers() throws Exception {
    service.answers(
        "GET alpha.test <query xmlns='http://jabber.org/protocol/disco#items'",
        "<query xmlns='http://jabber.org/protocol/disco#items'><item jid='chat.elsewhere.test'/>"
            + "<item jid='irc.alpha.test'/><item jid='@@'/><item jid='dead.alpha.test'/>"
            + "<item jid='rooms.alpha.test'/></query>");
    String info = "<query xmlns='http://jabber.org/protocol/disco#info'>";
    String muc = "<feature var='http://jabber.org/protocol/muc'/></query>";
    String text = info + "<identity category='conference' type='text'/>" + muc;
    service.answers("GET chat.elsewhere.test", text);
    service.answers("GET irc.alpha.test", text.replace("type='text'", "type='irc'"));
    service.refuses("GET dead.alpha.test", "service-unavailable");
    service.answers("GET rooms.alpha.test", text);
    assertThat(device.rooms.service()).contains(EntityAddress.ofDomain("rooms.alpha.test"));
  }
}

package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.messenger.xmpp.rooms.RoomDevice.ME;
import static im.symbolon.messenger.xmpp.rooms.RoomDevice.MINE;
import static im.symbolon.messenger.xmpp.rooms.RoomDevice.SILENCE;
import static im.symbolon.messenger.xmpp.rooms.RoomDevice.TO_ENTER;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.TEA;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.error;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.item;
import static im.symbolon.messenger.xmpp.rooms.ScriptedService.x;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StayingInRoomsTest {
  private static final String ENTER = "<presence available " + MINE + ">";
  private static final String LEAVE = "<presence unavailable " + MINE + ">";
  private static final String OUT = "<item affiliation='none' role='none'/>";

  private final RoomDevice device = new RoomDevice();
  private final ScriptedService service = device.service;

  private long entries() {
    return service.sent.stream().filter(s -> s.startsWith("<presence available")).count();
  }

  // Going in

  @Test
  void entersWithoutWhatWasSaidBefore() {
    device.rooms.join(TEA, ME);
    assertThat(service.sent).hasSize(1);
    assertThat(service.sent.get(0))
        .startsWith(ENTER)
        .contains("maxstanzas='0'", "xmlns='http://jabber.org/protocol/muc'");
    assertThat(device.rooms.isInside(TEA)).isFalse();
    assertThat(device.told).isEmpty();
  }

  @Test
  void asksForWhatWasSaidSinceThenWhereNothingElseTellsIt() throws Exception {
    device.misses = Optional.of(Instant.parse("2026-11-21T23:10:09.123Z"));
    device.rooms.join(TEA, ME);
    assertThat(service.sent.get(0))
        .contains("since='2026-11-21T23:10:09Z'")
        .doesNotContain("maxstanzas");
  }

  @Test
  void eachEnteringIsAVisitOfItsOwnAlsoAfterBeingPutOut() throws Exception {
    device.inside();
    long first = device.rooms.visit(TEA);
    service.presence(MINE, "unavailable", x(item("alice@alpha.test/one", "member"), 307));
    assertThat(device.rooms.visit(TEA)).isNotEqualTo(first);
    device.inside();
    assertThat(device.rooms.visit(TEA)).isGreaterThan(first);
  }

  @Test
  void isInsideWhenTheRoomSaysThatThisIsUs() throws Exception {
    device.rooms.join(TEA, ME);
    device.with("bob", "bob@beta.test/x");
    assertThat(device.rooms.isInside(TEA)).isFalse();
    device.entered();
    assertThat(device.rooms.isInside(TEA)).isTrue();
    assertThat(device.told).contains("joined " + TEA + " as alice");
    assertThat(device.rooms.occupants(TEA))
        .extracting(ClaimedOccupant::nick)
        .containsExactlyInAnyOrder(ME, new Nick("bob"));
  }

  @Test
  void isToldOnceThatItIsInside() throws Exception {
    device.rooms.join(TEA, ME);
    device.rooms.join(TEA, ME);
    service.presence(MINE, "", x(item("alice@alpha.test/one", "owner"), 110, 110, 100, 110));
    device.entered();
    assertThat(device.told.stream().filter(t -> t.startsWith("joined"))).hasSize(1);
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void takesTheNameThatTheRoomGives() throws Exception {
    device.rooms.join(TEA, ME);
    service.presence(TEA + "/Alice", "", x(item("alice@alpha.test/one", "member"), 110, 210));
    assertThat(device.rooms.nick(TEA)).contains(new Nick("Alice"));
  }

  @Test
  void triesOtherNamesBeforeItGivesUp() throws Exception {
    device.rooms.join(TEA, ME);
    service.presence(MINE, "error", error("conflict"));
    assertThat(service.sent.get(1)).startsWith("<presence available " + TEA + "/alice 2>");
    for (int i = 2; i <= 5; i++) {
      service.presence(TEA + "/alice " + i, "error", error("conflict"));
    }
    assertThat(entries()).isEqualTo(5);
    assertThat(device.told).containsExactly("left " + TEA + " NICK_TAKEN");
  }

  @Test
  void aNumberFitsBehindTheLongestName() throws Exception {
    String longest = "n" + "🙂".repeat(511);
    device.rooms.join(TEA, new Nick(longest));
    service.presence(TEA + "/" + longest, "error", error("conflict"));
    assertThat(device.rooms.nick(TEA).orElseThrow().text()).endsWith("🙂 2");
  }

  @ParameterizedTest
  @CsvSource({
    "registration-required, NOT_A_MEMBER",
    "forbidden, BANNED",
    "not-authorized, LOCKED",
    "item-not-found, NOT_THERE",
    "not-allowed, NOT_THERE",
    "gone, DESTROYED",
    "jid-malformed, REFUSED",
    "what-is-this, REFUSED"
  })
  void saysWhyItIsNotLetIn(String condition, String reason) throws Exception {
    device.rooms.join(TEA, ME);
    service.presence(MINE, "error", error(condition));
    assertThat(device.told).containsExactly("left " + TEA + " " + reason);
    device.timer.pass(Duration.ofHours(1));
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void anErrorWithoutAWordIsARefusal() throws Exception {
    device.rooms.join(TEA, ME);
    service.presence(MINE, "error", "");
    assertThat(device.told).containsExactly("left " + TEA + " REFUSED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"remote-server-timeout", "remote-server-not-found", "service-unavailable"})
  void triesAgainWhenItMayPass(String condition) throws Exception {
    device.rooms.join(TEA, ME);
    service.presence(MINE, "error", error(condition));
    assertThat(entries()).isEqualTo(1);
    device.timer.pass(Duration.ofSeconds(2));
    assertThat(entries()).isEqualTo(2);
    assertThat(device.told).isEmpty();
  }

  @Test
  void goesOutBeforeItTriesAgainWhenNobodyAnswers() {
    device.rooms.join(TEA, ME);
    device.timer.pass(TO_ENTER.plusSeconds(2));
    assertThat(service.sent).hasSize(3);
    assertThat(service.sent.get(1)).startsWith(LEAVE);
    assertThat(service.sent.get(2)).startsWith(ENTER);
  }

  @Test
  void waitsForAConnection() throws Exception {
    service.online = false;
    device.rooms.join(TEA, ME);
    device.timer.pass(Duration.ofHours(1));
    assertThat(service.sent).isEmpty();
    service.reconnects(false);
    assertThat(entries()).isEqualTo(1);
  }

  @Test
  void aRoomMadeByAccidentIsLeftAtOnceAndNeverDestroyed() throws Exception {
    device.rooms.join(TEA, ME);
    service.presence(MINE, "", x(item("alice@alpha.test/one", "owner"), 110, 201));
    assertThat(service.sent.get(1)).startsWith(LEAVE);
    assertThat(service.asked).isEmpty();
    assertThat(device.told).containsExactly("left " + TEA + " NOT_THERE");
    assertThat(device.rooms.isInside(TEA)).isFalse();
  }

  // Streams

  @Test
  void entersAnewOnANewStreamAndNotOnAResumedOne() throws Exception {
    device.inside();
    service.reconnects(true);
    assertThat(entries()).isZero();
    assertThat(device.rooms.isInside(TEA)).isTrue();
    service.reconnects(false);
    assertThat(entries()).isEqualTo(1);
    assertThat(device.rooms.isInside(TEA)).isFalse();
    device.entered();
    assertThat(device.rooms.isInside(TEA)).isTrue();
    assertThat(device.told).contains("joined " + TEA + " as alice");
  }

  @Test
  void whoWasThereBeforeIsForgottenOnANewStream() throws Exception {
    device.inside().with("bob", "bob@beta.test/x");
    service.reconnects(false);
    device.entered();
    assertThat(device.rooms.occupants(TEA)).extracting(ClaimedOccupant::nick).containsExactly(ME);
  }

  @Test
  void whoLeftIsNotEnteredAgain() throws Exception {
    device.inside();
    device.rooms.leave(TEA);
    assertThat(service.sent).hasSize(1);
    assertThat(service.sent.get(0)).startsWith(LEAVE);
    service.presence(MINE, "unavailable", x(OUT, 110));
    service.reconnects(false);
    device.timer.pass(Duration.ofHours(1));
    assertThat(entries()).isZero();
    assertThat(device.told).isEmpty();
  }

  // Being put out

  @ParameterizedTest
  @CsvSource({
    "307, KICKED",
    "301, BANNED",
    "321, NOT_A_MEMBER",
    "322, NOT_A_MEMBER",
    "332, SHUTDOWN",
    "333, FELL_OUT"
  })
  void tellsApartWhyItIsOut(int code, Departure.Reason reason) throws Exception {
    device.inside();
    service.presence(MINE, "unavailable", x(OUT, 110, code, code));
    assertThat(device.told).containsExactly("left " + TEA + " " + reason);
    assertThat(device.rooms.isInside(TEA)).isFalse();
    device.timer.pass(Duration.ofSeconds(2));
    assertThat(entries()).isEqualTo(reason.comesBack() ? 1 : 0);
  }

  @Test
  void aFailureThatTheRoomCallsAKickIsAFailure() throws Exception {
    device.inside();
    service.presence(MINE, "unavailable", x(OUT, 110, 307, 333));
    assertThat(device.told).containsExactly("left " + TEA + " FELL_OUT");
  }

  @Test
  void saysWhereADestroyedRoomWentAndWhatWasSaid() throws Exception {
    device.inside();
    service.presence(
        MINE,
        "unavailable",
        x(OUT + "<destroy jid='coffee@conference.alpha.test'><reason>moved</reason></destroy>"));
    assertThat(device.told).containsExactly("left " + TEA + " DESTROYED moved");
  }

  @Test
  void anEndlessReasonIsCut() {
    Optional<String> said = Optional.of("x".repeat(100_000));
    assertThat(new Departure(Departure.Reason.KICKED, said, Optional.empty()).said().get())
        .hasSize(1_000);
  }

  @Test
  void anotherDeviceOfOursMayLeaveUnderOurName() throws Exception {
    device.inside();
    service.presence(MINE, "unavailable", x(item("alice@alpha.test/two", "owner")));
    assertThat(device.rooms.isInside(TEA)).isTrue();
    service.presence(MINE, "unavailable", x(item("alice@alpha.test/one", "owner"), 110));
    assertThat(device.rooms.isInside(TEA)).isFalse();
  }

  @Test
  void followsItsOwnNewNameAndThatOfOthers() throws Exception {
    device.inside().with("bob", "bob@beta.test/x");
    String toQueen = "<item affiliation='owner' role='participant' nick='queen'/>";
    service.presence(MINE, "unavailable", x(toQueen, 110, 303));
    String toBobby = "<item affiliation='member' role='participant' nick='bobby'/>";
    service.presence(TEA + "/bob", "unavailable", x(toBobby, 303));
    assertThat(device.rooms.nick(TEA)).contains(new Nick("queen"));
    assertThat(device.rooms.isInside(TEA)).isTrue();
    assertThat(device.rooms.occupants(TEA))
        .extracting(o -> o.nick() + " " + o.account().orElseThrow())
        .containsExactlyInAnyOrder("queen alice@alpha.test", "bobby bob@beta.test");
  }

  // Falling out silently (XEP-0410)

  @Test
  void asksASilentRoomAndEntersAnewWhenItForgotUs() throws Exception {
    service.refuses("urn:xmpp:ping", "not-acceptable");
    device.inside();
    device.timer.pass(SILENCE.minusMinutes(1));
    assertThat(service.asked).isEmpty();
    device.timer.pass(Duration.ofMinutes(1).plusSeconds(2));
    assertThat(service.asked.get(0)).startsWith("GET " + MINE).contains("urn:xmpp:ping");
    assertThat(device.told).containsExactly("left " + TEA + " FELL_OUT");
    assertThat(entries()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service-unavailable",
        "feature-not-implemented",
        "remote-server-timeout",
        "remote-server-not-found"
      })
  void whatDoesNotShowThatItForgotUsChangesNothing(String condition) throws Exception {
    service.refuses("urn:xmpp:ping", condition);
    device.inside();
    device.timer.pass(SILENCE.multipliedBy(3));
    assertThat(service.asked).isNotEmpty();
    assertThat(device.rooms.isInside(TEA)).isTrue();
    assertThat(entries()).isZero();
  }

  @Test
  void aRoomThatTalksIsNotAsked() throws Exception {
    device.inside();
    for (int i = 0; i < 10; i++) {
      device.timer.pass(SILENCE.dividedBy(2));
      device.with("bob", "bob@beta.test/x");
    }
    assertThat(service.asked).isEmpty();
  }

  @Test
  void asksAfterAResumedStreamAndAfterAnError() throws Exception {
    device.inside();
    service.reconnects(true);
    assertThat(service.asked).hasSize(1);
    service.refuses("urn:xmpp:ping", "not-acceptable");
    service.message("from='" + TEA + "' type='error' id='m1'", error("not-acceptable"));
    assertThat(device.told).containsExactly("left " + TEA + " FELL_OUT");
  }

  // Hostile

  @Test
  void aFloodOfOccupantsIsBoundedInMemoryAndInWords() throws Exception {
    device.inside();
    service.holdingEvents = true;
    for (int i = 0; i < Occupants.MAX + 500; i++) {
      device.with("n" + i, "n" + i + "@beta.test/x");
    }
    assertThat(device.rooms.occupants(TEA)).hasSize(Occupants.MAX);
    assertThat(service.events).hasSize(1);
    service.events.remove().run();
    device.with("n1", "n1@beta.test/y");
    assertThat(service.events).hasSize(1);
  }

  @Test
  void inAndOutManyTimesIsToldNoFasterThanWeEnter() throws Exception {
    device.inside();
    for (int i = 0; i < 100; i++) {
      service.presence(MINE, "unavailable", x(OUT, 110, 333));
      device.entered();
    }
    assertThat(device.told).containsExactly("left " + TEA + " FELL_OUT");
  }

  @Test
  void roomsNeverJoinedSayNothingToUs() throws Exception {
    device.inside();
    BareJid other = new BareJid("other", "conference.alpha.test");
    boolean taken =
        service.presence(other + "/alice", "", x(item("alice@alpha.test", "owner"), 110));
    assertThat(taken).isTrue();
    assertThat(device.rooms.isInside(other)).isFalse();
    assertThat(device.rooms.occupants(other)).isEmpty();
    assertThat(device.told).isEmpty();
  }

  @Test
  void contactsAreNotRooms() throws Exception {
    device.inside();
    assertThat(service.presence("bob@beta.test/x", "", "")).isFalse();
    assertThat(service.presence("beta.test", "", x("", 110))).isFalse();
    assertThat(service.presence("@@", "", x("", 110))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b/c", " ", "alice@alpha.test", "🙂", "../x", "\u202Eecila"})
  void strangeNamesAreNames(String nick) throws Exception {
    device.inside().with(nick, "bob@beta.test/x");
    assertThat(device.rooms.occupants(TEA)).extracting(o -> o.nick().text()).contains(nick);
  }

  @Test
  void occupantsWithoutOrWithNonsenseBehindThemHaveNoAccount() throws Exception {
    device.inside();
    service.presence(TEA + "/a", "", x("<item affiliation='member' role='participant'/>"));
    service.presence(TEA + "/b", "", x(item("@@", "king")));
    service.presence(TEA + "/c", "", x(""));
    service.presence(TEA + "/d", "", x(item("beta.test", "member")));
    assertThat(device.rooms.occupants(TEA))
        .filteredOn(o -> !o.nick().equals(ME))
        .hasSize(4)
        .allMatch(o -> o.account().isEmpty());
  }

  @Test
  void anErrorForSomebodyElseDoesNotKeepUsOut() throws Exception {
    device.rooms.join(TEA, ME);
    service.presence(TEA + "/bob", "error", error("forbidden"));
    assertThat(device.told).isEmpty();
    device.inside();
    service.presence(MINE, "error", error("forbidden"));
    assertThat(device.rooms.isInside(TEA)).isTrue();
  }

  @Test
  void aSubscriptionByARoomIsNone() throws Exception {
    device.inside();
    assertThat(service.presence(TEA.toString(), "subscribe", "")).isTrue();
    assertThat(service.presence(MINE, "probe", "")).isTrue();
    assertThat(device.told).isEmpty();
  }

  @Test
  void aNewPictureIsToldOnce() throws Exception {
    device.inside();
    String photo = "<x xmlns='vcard-temp:x:update'><photo>abc</photo></x>";
    service.presence(TEA.toString(), "", photo);
    service.presence(TEA.toString(), "", photo);
    assertThat(device.told).containsExactly("avatar " + TEA);
    assertThat(device.rooms.avatarHash(TEA)).contains("abc");
  }

  @Test
  void changedAffiliationsAreTold() throws Exception {
    device.inside().with("bob", "bob@beta.test/x");
    device.told.clear();
    device.with("bob", "bob@beta.test/x");
    assertThat(device.told).containsExactly("occupants " + TEA);
    service.presence(TEA + "/bob", "", x(item("bob@beta.test/x", "admin")));
    assertThat(device.told).contains("affiliations " + TEA);
  }
}

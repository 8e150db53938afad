package im.symbolon.world;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.Found.Standing;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group whose members' domain gives many devices in one answer, or lies about them. */
class DirectoryGroupTest {
  private static final int MEMBERS = 8;

  private final Circle circle = new Circle(77).found();
  private final List<Phone> members = new ArrayList<>();

  /** More people on both domains join, after the directory began to serve. */
  private void join() {
    circle.world.network.directories.looks.serve("alpha.test");
    circle.world.network.directories.looks.serve("beta.test");
    for (int i = 0; i < MEMBERS; i++) {
      BareJid account = new BareJid("m" + i, i % 2 == 0 ? "alpha.test" : "beta.test");
      members.add(circle.world.phone(account, "phone"));
    }
    circle.world.pass(60);
    for (Phone each : members) {
      circle.add(each.account());
      circle.enter(each);
    }
    circle.world.pass(60);
  }

  private void assertAllRead(String text) {
    List<Phone> all = new ArrayList<>(members);
    all.addAll(List.of(circle.alice, circle.tablet, circle.bob, circle.laptop));
    for (Phone each : all) {
      assertThat(circle.read(each)).as("%s %s", each.account(), each.name()).contains(text);
    }
  }

  @Test
  void theFirstMessageToManyTakesAHandfulOfQuestions() {
    join();
    Phone writer = members.get(0);
    int before = asked(writer).size();
    writer.say(circle.room, "hello all");
    circle.world.pass(30);
    assertAllRead("hello all");
    List<LookService.Question> since = asked(writer).subList(before, asked(writer).size());
    assertThat(since.stream().filter(each -> each.namespace().equals(Namespaces.DIRECTORY)))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(3);
    assertThat(since.stream().filter(each -> each.namespace().equals(Namespaces.PREKEYS)))
        .hasSizeLessThanOrEqualTo(2); // its own stock, at most
  }

  private List<LookService.Question> asked(Phone phone) {
    return circle.world.network.directories.looks.questionsOf(phone.account());
  }

  /**
   * Whatever a directory says or does not: nobody is written to who should not be, and all read.
   */
  @ParameterizedTest
  @ValueSource(strings = {"none", "away", "ask-yourself", "other keys", "no keys"})
  void aDirectoryThatLiesKeepsNothingFromAnybodyForLong(String lie) {
    circle.world.network.directories.looks.lie = answer -> lie(lie, answer);
    join();
    members.get(0).say(circle.room, "in spite of it");
    circle.world.pass(300);
    members.get(1).say(circle.room, "and again");
    circle.world.pass(300);
    assertAllRead("and again");
    for (Phone each : members) {
      assertThat(circle.lines(each)).isEmpty();
    }
  }

  private static AccountAnswer lie(String lie, AccountAnswer answer) {
    if (!(answer instanceof Found found)) {
      return answer;
    }
    BareJid account = found.account();
    return switch (lie) {
      case "none" -> new Found(account, Standing.NONE, Optional.empty(), found.keys());
      case "away" -> new Failed(account, Failed.Why.UNREACHABLE);
      case "ask-yourself" -> new Failed(account, Failed.Why.ASK_YOURSELF);
      case "other keys" ->
          new Found(
              account, found.standing(), found.list(), found.keys().map(keys -> swapped(keys)));
      default ->
          new Found(account, found.standing(), found.list(), found.keys().map(keys -> none(keys)));
    };
  }

  private static ClaimResponse none(ClaimResponse keys) {
    return new ClaimResponse(
        keys.account(), new TreeMap<>(), new TreeSet<>(keys.bundles().keySet()));
  }

  /** Keys with another end than their devices signed. */
  private static ClaimResponse swapped(ClaimResponse keys) {
    SortedMap<DeviceId, ClaimedBundle> wrong = new TreeMap<>();
    keys.bundles()
        .forEach(
            (id, bundle) ->
                wrong.put(
                    id,
                    new ClaimedBundle(bundle.identity(), bundle.signedPreKey(), damaged(bundle))));
    return new ClaimResponse(keys.account(), wrong, keys.unavailable());
  }

  private static SignedClaimKey damaged(ClaimedBundle bundle) {
    var key = bundle.key();
    return new SignedClaimKey(
        key.id(), key.key(), key.pool(), key.expires().plusSeconds(60), key.signature());
  }
}

package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.GapRecords;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.Gap;
import im.symbolon.protocol.devices.ListedDevice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a device missed that took another one's place: from devices of its own account all that they
 * have of the last 14 days, from contacts what the old device was sent in the last seven, once, and
 * with a line in the chat (REVIEW 7).
 */
final class Gaps {
  private static final Duration FROM_CONTACTS = Duration.ofDays(7);

  /** Others may not know the list yet in which this device stands, and look once an hour. */
  private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(90), Duration.ofHours(2));

  /** Of one chat. */
  private static final int MOST = 400;

  /** Of all chats, for an own device; the history has the rest. */
  private static final int MOST_OWN = 2_000;

  private final Ground ground;
  private final Questions questions;
  private final Post post;
  private final Resending resending;

  Gaps(Ground ground, Questions questions, Post post, Resending resending) {
    this.ground = ground;
    this.questions = questions;
    this.post = post;
    this.resending = resending;
  }

  /**
   * Asks once this device took the place of another one and the accepted list says so; and again,
   * as others may not have known that list yet. Who answered does not answer again.
   *
   * @return when there is more to ask; empty when that is all
   */
  Optional<Instant> askIfDue(Turn turn) throws StoreException {
    Optional<Generations.Replaced> last = new Generations(turn.rows()).replacedLast();
    if (!last.isPresent() || resending.isTooOld(last.get().at())) {
      return Optional.empty();
    }
    DeviceId old = last.get().device();
    GapRecords.Asked asked = new GapRecords(turn.rows()).asked(old);
    if (asked.times() > PAUSES.size()) {
      return Optional.empty();
    }
    Instant now = ground.now();
    Instant due = asked.times() == 0 ? now : asked.last().plus(PAUSES.get(asked.times() - 1));
    if (due.isAfter(now) && !asked.last().isAfter(now)) {
      return Optional.of(due);
    }
    if (!replaces(turn, old)) {
      return Optional.of(now.plus(PAUSES.get(0)));
    }
    ask(turn, old, last.get().since());
    return asked.times() < PAUSES.size()
        ? Optional.of(now.plus(PAUSES.get(asked.times())))
        : Optional.empty();
  }

  private boolean replaces(Turn turn, DeviceId old) throws StoreException {
    return ground
        .listed(turn.rows())
        .repairing(ground.self().address())
        .flatMap(ListedDevice::replaces)
        .equals(Optional.of(old));
  }

  private void ask(Turn turn, DeviceId old, Instant since) throws StoreException {
    Instant second = since.truncatedTo(ChronoUnit.SECONDS);
    new GapRecords(turn.rows()).asked(old, second, ground.now());
    for (Person each : new People(turn.rows()).all()) {
      List<DeviceAddress> devices =
          ground.listed(turn.rows()).repairing(each.account(), ground.self().address());
      for (DeviceAddress device : devices) {
        questions.say(turn, device, new Gap(second, old));
      }
    }
  }

  void answer(Turn turn, DeviceAddress asker, Gap gap) throws StoreException {
    Optional<ListedDevice> listed = ground.listed(turn.rows()).authentic(asker);
    boolean replaces = listed.flatMap(ListedDevice::replaces).equals(Optional.of(gap.replaces()));
    if (replaces
        && post.isOpenTo(turn, asker)
        && new GapRecords(turn.rows()).mayAnswer(asker, ground.now())) {
      if (ground.isOwn(asker.account())) {
        giveOwn(turn, asker, gap.since());
      } else {
        giveContact(turn, asker, gap);
      }
    }
  }

  private void giveOwn(Turn turn, DeviceAddress asker, Instant since) throws StoreException {
    List<ChatMessage> found = new ArrayList<>();
    for (BareJid chat : new Chats(turn.rows()).all()) {
      found.addAll(messages(turn, chat, since));
    }
    found.removeIf(each -> resending.isTooOld(each.time()));
    found.sort(Comparator.comparing(ChatMessage::time));
    for (ChatMessage each : found.subList(Math.max(0, found.size() - MOST_OWN), found.size())) {
      resending.inGap(turn, asker, each);
    }
  }

  private void giveContact(Turn turn, DeviceAddress asker, Gap gap) throws StoreException {
    BareJid chat = asker.account();
    DeviceAddress old = new DeviceAddress(chat, gap.replaces());
    Instant earliest = ground.now().minus(FROM_CONTACTS);
    Instant since = gap.since().isBefore(earliest) ? earliest : gap.since();
    OwnersWord word = ground.listed(turn.rows()).word(chat);
    boolean any = false;
    for (ChatMessage each : messages(turn, chat, since)) {
      boolean wasSent =
          ground.isOwn(each.sender())
              && new RecipientSnapshots(turn.rows())
                  .of(each.id())
                  .filter(sent -> sent.to().equals(chat) && sent.recipient(old).isPresent())
                  .filter(word::isAbout)
                  .isPresent();
      any |= wasSent && resending.inGap(turn, asker, each);
    }
    if (any) {
      new Lines(turn.rows(), ground.now(), turn.outcome())
          .write(chat, Note.GAP_FILLED, asker.device().toString());
    }
  }

  /** With a text and an id that can be named. */
  private static List<ChatMessage> messages(Turn turn, BareJid chat, Instant since)
      throws StoreException {
    List<ChatMessage> found = new ArrayList<>();
    for (ChatMessage each : new Messages(turn.rows()).newest(chat, MOST)) {
      boolean ours = each.id().indexOf(':') < 0 && !each.content().isEmpty();
      if (ours && !each.time().isBefore(since)) {
        found.add(each);
      }
    }
    return found;
  }
}

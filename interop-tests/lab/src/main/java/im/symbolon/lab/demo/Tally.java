package im.symbolon.lab.demo;

import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what the devices show, now. */
final class Tally {
  private final Device alice;
  private final Device phone;
  private final Device tablet;
  private final List<ChatMessage> words;
  private final Talk talk;

  /**
   * Compares what was sent with what is shown.
   *
   * @param phone Bob's first device, which writes
   * @param tablet his second one, which shows all of it
   * @param words what was said before the talk
   */
  Tally(Device alice, Device phone, Device tablet, List<ChatMessage> words, Talk talk) {
    this.alice = alice;
    this.phone = phone;
    this.tablet = tablet;
    this.words = List.copyOf(words);
    this.talk = talk;
  }

  /** True when nothing is under way any more. */
  boolean isComplete() {
    return confirmed() == expected() && copies() == expected();
  }

  int expected() {
    return words.size() + talk.expected();
  }

  private List<ChatMessage> sent() {
    List<ChatMessage> all = new ArrayList<>(words);
    all.addAll(talk.sent());
    return all;
  }

  /** Shown to the other person with exactly the text that was written. */
  int delivered() {
    Set<String> shown = new HashSet<>();
    alice.received().forEach(m -> shown.add(m.id() + m.text()));
    phone.received().forEach(m -> shown.add(m.id() + m.text()));
    return (int) sent().stream().filter(m -> shown.contains(m.id() + m.text())).count();
  }

  /** Confirmed to the sender. */
  int confirmed() {
    return (int) sent().stream().filter(this::isConfirmed).count();
  }

  /** Those that are not, in words. */
  List<String> unconfirmed() {
    return sent().stream()
        .filter(m -> !isConfirmed(m))
        .map(m -> "“" + m.text() + "” is " + sender(m).own(m.id()).orElse(m).state())
        .toList();
  }

  private Device sender(ChatMessage message) {
    return isAlices(message) ? alice : phone;
  }

  private boolean isConfirmed(ChatMessage message) {
    return sender(message)
        .own(message.id())
        .filter(m -> m.state() == DeliveryState.DELIVERED)
        .isPresent();
  }

  /** Shown on Bob's second device. */
  int copies() {
    Set<String> shown = new HashSet<>();
    tablet.received().forEach(m -> shown.add(m.id() + m.text()));
    tablet.ownMessages().forEach(m -> shown.add(m.id() + m.text()));
    return (int) sent().stream().filter(m -> shown.contains(m.id() + m.text())).count();
  }

  /** Shown more than once on one device. */
  int duplicates() {
    int duplicates = 0;
    for (Device device : List.of(alice, phone, tablet)) {
      Set<String> ids = new HashSet<>();
      for (ChatMessage each : device.received()) {
        duplicates += ids.add(each.id()) ? 0 : 1;
      }
    }
    return duplicates;
  }

  List<Double> latencies() {
    return talk.latencies();
  }

  private boolean isAlices(ChatMessage message) {
    return message.sender().equals(alice.account());
  }
}

package im.symbolon.lab.demo;

import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two people write to each other at the same time. */
final class Talk {
  private static final int TOKEN_BYTES = 8;

  private final List<String> texts = new ArrayList<>();
  private final List<Exchange> exchanges;
  private final int messages;

  /** Prepares {@code messages} each way, every one of them unlike any other text. */
  Talk(Device alice, Device bob, int messages, Random random) {
    this.messages = messages;
    List<String> hers = texts("Alice", messages, random);
    List<String> his = texts("Bob", messages, random);
    texts.addAll(hers);
    texts.addAll(his);
    exchanges = List.of(new Exchange(alice, bob, hers), new Exchange(bob, alice, his));
  }

  private static List<String> texts(String who, int count, Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      byte[] token = new byte[TOKEN_BYTES];
      random.nextBytes(token);
      texts.add(who + " says number " + i + ": " + new BigInteger(1, token));
    }
    return texts;
  }

  /** Everything that is going to be said. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  /** Returns when everything was sent, or somebody gave up. */
  void run() {
    List<Thread> threads = exchanges.stream().map(e -> new Thread(e, "demo-talk")).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Why somebody gave up. */
  List<String> failures() {
    return exchanges.stream().map(Exchange::failure).filter(f -> !f.isEmpty()).toList();
  }

  /** How many messages there should be. */
  int expected() {
    return 2 * messages;
  }

  List<ChatMessage> sent() {
    return exchanges.stream().flatMap(exchange -> exchange.sent().stream()).toList();
  }

  /** Ms, ascending. */
  List<Double> latencies() {
    return exchanges.stream().flatMap(e -> e.latencies().stream()).sorted().toList();
  }
}

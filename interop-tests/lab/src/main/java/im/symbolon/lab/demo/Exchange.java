package im.symbolon.lab.demo;

import im.symbolon.lab.Patience;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Many messages from one device to a person: a few under way at a time, as when people type fast,
 * so that the latency measured is that of a message and not of a queue.
 */
final class Exchange implements Runnable {
  private static final int UNDER_WAY = 2;

  private final Device from;
  private final Device to;
  private final List<String> texts;
  private final Map<String, Long> sentAt = new HashMap<>();
  private final List<ChatMessage> sent = new ArrayList<>();
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private volatile String failure = "";

  Exchange(Device from, Device to, List<String> texts) {
    this.from = from;
    this.to = to;
    this.texts = List.copyOf(texts);
    to.onReceived(message -> room.release());
  }

  @Override
  public void run() {
    try {
      for (String text : texts) {
        if (!room.tryAcquire(Patience.USUAL.toMillis(), TimeUnit.MILLISECONDS)) {
          failure = "a message did not arrive within " + Patience.USUAL.toSeconds() + " s";
          return;
        }
        long now = System.nanoTime();
        ChatMessage message = from.messenger().send(to.account(), text);
        sentAt.put(message.id(), now);
        sent.add(message);
      }
    } catch (StoreException e) {
      failure = e.getMessage();
    } catch (InterruptedException e) {
      failure = "interrupted";
      Thread.currentThread().interrupt();
    }
  }

  /** Why it ended early; empty when it did not. */
  String failure() {
    return failure;
  }

  /** What was sent, after {@link #run()}. */
  List<ChatMessage> sent() {
    return List.copyOf(sent);
  }

  /** Ms from sending to arrival, for what arrived. */
  List<Double> latencies() {
    List<Double> all = new ArrayList<>();
    for (ChatMessage each : sent) {
      to.receivedAt(each.id()).ifPresent(at -> all.add((at - sentAt.get(each.id())) / 1e6));
    }
    return all;
  }
}

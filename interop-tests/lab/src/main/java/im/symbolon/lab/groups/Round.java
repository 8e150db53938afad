package im.symbolon.lab.groups;

import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One message on its way to devices, each of which opens it on the thread of its own stream. */
final class Round {
  /** Nothing is under way. */
  static final Round NONE = new Round(Optional.empty(), "", 0);

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final Optional<GroupWay> way;
  private final String text;
  private final int devices;
  private final CountDownLatch missing;
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong last = new AtomicLong();

  private Round(Optional<GroupWay> way, String text, int devices) {
    this.way = way;
    this.text = text;
    this.devices = devices;
    this.missing = new CountDownLatch(devices);
  }

  Round(GroupWay way, String text, int devices) {
    this(Optional.of(way), text, devices);
  }

  /** A device's stream had a message; a room's subject is one, too. */
  void arrived(int device, String message) {
    if (!way.isPresent() || !(message.contains("<sealed") || message.contains("<encrypted"))) {
      return;
    }
    long start = CLOCK.getCurrentThreadCpuTime();
    try {
      if (way.get().open(device, parsed(message)).equals(text)) {
        read.incrementAndGet();
      }
    } catch (Exception e) { // whatever it is: this device did not read it
      return;
    } finally {
      nanos.addAndGet(CLOCK.getCurrentThreadCpuTime() - start);
      last.accumulateAndGet(System.nanoTime(), Math::max);
      missing.countDown();
    }
  }

  /** A stanza has its namespace from the stream around it. */
  private static XmlElement parsed(String message) throws ProtocolException {
    boolean named = message.substring(0, message.indexOf('>')).contains("xmlns=");
    String rest = message.substring("<message".length());
    return SecureXml.parse(named ? message : "<message xmlns='jabber:client'" + rest);
  }

  /** Waits for all; returns how many did not read it. */
  int await(long limit, TimeUnit unit) throws InterruptedException {
    boolean all = missing.await(limit, unit);
    return all ? devices - read.get() : devices - Math.min(read.get(), devices - 1);
  }

  /** When the last one had opened it, by {@link System#nanoTime}. */
  long lastNanos() {
    return last.get();
  }

  /** Processor time of one device, parsing included. */
  double microsEach() {
    return nanos.get() / 1e3 / devices;
  }
}

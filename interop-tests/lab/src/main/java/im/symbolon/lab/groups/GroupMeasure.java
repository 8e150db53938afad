package im.symbolon.lab.groups;

import im.symbolon.protocol.xml.XmlElement;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one way costs in one group: medians over messages.
 *
 * @param bytes of the message, as its sender gives it to the server; each occupant gets as many
 * @param keyBytes of them without the payload, which is the same in every way
 * @param senderMicros of processor time
 * @param receiverMicros of processor time, of one device
 * @param allMillis until the last device has opened it, one after the other on one processor
 * @param unread messages that a device did not open to what was sealed
 */
record GroupMeasure(
    String way,
    int bytes,
    int keyBytes,
    double senderMicros,
    double receiverMicros,
    double allMillis,
    int unread) {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  /** Sends messages of that content to all devices. */
  static GroupMeasure of(GroupWay way, int devices, byte[] envelope, int messages)
      throws Exception {
    double[] sender = new double[messages];
    double[] receiver = new double[messages];
    double[] all = new double[messages];
    int unread = 0;
    XmlElement message = null;
    for (int i = 0; i < messages; i++) {
      long begun = System.nanoTime();
      long start = CLOCK.getCurrentThreadCpuTime();
      message = way.seal(envelope);
      long sealed = CLOCK.getCurrentThreadCpuTime();
      unread += unread(way, devices, message, envelope);
      long opened = CLOCK.getCurrentThreadCpuTime();
      sender[i] = (sealed - start) / 1e3;
      receiver[i] = (opened - sealed) / 1e3 / devices;
      all[i] = (System.nanoTime() - begun) / 1e6;
    }
    int bytes = bytes(message);
    int keyBytes = bytes - payloadBytes(message);
    return new GroupMeasure(
        way.name(), bytes, keyBytes, median(sender), median(receiver), median(all), unread);
  }

  private static int unread(GroupWay way, int devices, XmlElement message, byte[] envelope) {
    int unread = 0;
    for (int device = 0; device < devices; device++) {
      try {
        unread += Arrays.equals(way.open(device, message), envelope) ? 0 : 1;
      } catch (Exception e) { // whatever it is: this device did not read it
        unread++;
      }
    }
    return unread;
  }

  private static int bytes(XmlElement message) {
    return message.toXml().getBytes(StandardCharsets.UTF_8).length;
  }

  /** The one text that every way has to carry. */
  private static int payloadBytes(XmlElement element) {
    int here = element.name().equals("payload") ? element.text().length() : 0;
    return here + element.children().stream().mapToInt(GroupMeasure::payloadBytes).sum();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

package im.symbolon.lab.groups;

import im.symbolon.protocol.xml.XmlElement;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one way costs in one group: medians over messages.
 *
 * @param bytes of the whole message, as its sender gives it to the server; each occupant gets as
 *     many
 * @param senderMicros of processor time
 * @param receiverMicros of processor time, of one device
 * @param allMillis until the last device has opened it: one after the other on one processor, or as
 *     servers bring it
 * @param unread messages that a device did not open to what was sealed
 */
record GroupMeasure(
    String way,
    int bytes,
    double senderMicros,
    double receiverMicros,
    double allMillis,
    int unread) {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  /** Sends messages of that content to all devices. */
  static GroupMeasure of(GroupWay way, int devices, String text, int messages) throws Exception {
    double[] bytes = new double[messages];
    double[] sender = new double[messages];
    double[] receiver = new double[messages];
    double[] all = new double[messages];
    int unread = 0;
    for (int i = 0; i < messages; i++) {
      long begun = System.nanoTime();
      long start = CLOCK.getCurrentThreadCpuTime();
      XmlElement message = way.seal(text);
      long sealed = CLOCK.getCurrentThreadCpuTime();
      unread += unread(way, devices, message, text);
      long opened = CLOCK.getCurrentThreadCpuTime();
      bytes[i] = bytes(message);
      sender[i] = (sealed - start) / 1e3;
      receiver[i] = (opened - sealed) / 1e3 / devices;
      all[i] = (System.nanoTime() - begun) / 1e6;
    }
    return new GroupMeasure(
        way.name(), (int) median(bytes), median(sender), median(receiver), median(all), unread);
  }

  private static int unread(GroupWay way, int devices, XmlElement message, String text) {
    int unread = 0;
    for (int device = 0; device < devices; device++) {
      try {
        unread += way.open(device, message).equals(text) ? 0 : 1;
      } catch (Exception e) { // whatever it is: this device did not read it
        unread++;
      }
    }
    return unread;
  }

  private static int bytes(XmlElement message) {
    return message.toXml().getBytes(StandardCharsets.UTF_8).length;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

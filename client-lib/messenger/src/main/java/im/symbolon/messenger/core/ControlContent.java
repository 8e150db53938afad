package im.symbolon.messenger.core;

import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hands control content to whoever it is for. A stanza with such content is sealed for one device;
 * a mark beside its OMEMO element says so to the others that get copies of it, which leave no line
 * about a message that was not for them. Whoever sets that mark without right hides nothing that he
 * could not drop. Thread-safe.
 */
public final class ControlContent {
  private final List<ControlHandler> handlers = new CopyOnWriteArrayList<>();

  /** Adds a handler; never removed. */
  public void add(ControlHandler handler) {
    handlers.add(handler);
  }

  /** True when a handler took it. */
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    for (ControlHandler each : handlers) {
      if (each.take(rows, sender, envelope, outcome)) {
        return true;
      }
    }
    return false;
  }

  /** What stands beside the OMEMO element of a stanza with control content. */
  public static XmlElement mark() {
    return XmlElement.element(Namespaces.DELIVERY, "control").build();
  }

  /** True when a stanza with those children says that it is for one device alone. */
  public static boolean isMarked(List<XmlElement> children) {
    return children.stream().anyMatch(each -> each.is(Namespaces.DELIVERY, "control"));
  }
}

package im.symbolon.swing.desk;

import im.symbolon.views.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The session's D-Bus. Whatever is not there is done without. Used by one thread. */
final class DesktopBus {
  private static final Logger LOG = Logger.getLogger(DesktopBus.class.getName());
  private static final Logger LIBRARY = Logger.getLogger("org.freedesktop.dbus");
  private static final String SERVICE = "org.freedesktop.Notifications";
  private static final String PATH = "/org/freedesktop/Notifications";
  private static final String CLICK = "default";
  private static final byte LOW = 0;
  private static final byte NORMAL = 1;

  private final DBusConnection connection;
  private final String name;
  private final Map<Notice.Of, UInt32> shown = new HashMap<>();
  private final Map<UInt32, Notice.Of> clickable = new ConcurrentHashMap<>();
  private Optional<NotificationsDBus> service = Optional.empty();
  private boolean markup;

  private DesktopBus(DBusConnection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /**
   * Empty where there is no session bus.
   *
   * @param address of the bus; empty for the session's
   * @param name of this program, for people
   */
  static Optional<DesktopBus> connect(Optional<String> address, String name, Desk.Ears ears) {
    LIBRARY.setLevel(Level.WARNING);
    try {
      DBusConnectionBuilder builder =
          address
              .map(DBusConnectionBuilder::forAddress)
              .orElseGet(DBusConnectionBuilder::forSessionBus);
      DesktopBus bus = new DesktopBus(builder.withShared(false).build(), name);
      bus.listen(ears);
      return Optional.of(bus);
    } catch (DBusException | RuntimeException e) {
      LOG.log(Level.INFO, "there is no session bus here: {0}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private void listen(Desk.Ears ears) throws DBusException {
    connection.addSigHandler(
        NotificationsDBus.ActionInvoked.class,
        signal -> Optional.ofNullable(clickable.get(signal.id())).ifPresent(ears::chosen));
    connection.addSigHandler(
        ScreenSaverDBus.ActiveChanged.class, signal -> ears.locked(signal.active()));
    connection.addSigHandler(
        GnomeScreenSaverDBus.ActiveChanged.class, signal -> ears.locked(signal.active()));
    try {
      NotificationsDBus found = connection.getRemoteObject(SERVICE, PATH, NotificationsDBus.class);
      markup = found.capabilities().contains("body-markup");
      service = Optional.of(found);
    } catch (DBusException | DBusExecutionException e) {
      LOG.log(Level.INFO, "nobody shows notices on this bus");
    }
  }

  /** False where it could not be shown. */
  boolean tell(Notice notice) {
    if (!service.isPresent()) {
      return false;
    }
    UInt32 before = shown.getOrDefault(notice.of(), new UInt32(0));
    try {
      UInt32 id =
          service
              .get()
              .show(
                  name,
                  before,
                  "im.symbolon.desktop",
                  notice.title(),
                  markup ? escaped(notice.body()) : notice.body(),
                  new ArrayList<>(List.of(CLICK, name)),
                  hints(notice),
                  -1);
      clickable.remove(before);
      clickable.put(id, notice.of());
      shown.put(notice.of(), id);
      return true;
    } catch (DBusExecutionException e) {
      LOG.log(Level.INFO, "a notice was not shown: {0}", e.getClass().getSimpleName());
      return false;
    }
  }

  private static Map<String, Variant<?>> hints(Notice notice) {
    Map<String, Variant<?>> hints = new HashMap<>();
    hints.put("urgency", new Variant<>(notice.quiet() ? LOW : NORMAL));
    hints.put("category", new Variant<>("im.received"));
    hints.put("desktop-entry", new Variant<>("im.symbolon.desktop"));
    hints.put("suppress-sound", new Variant<>(notice.quiet()));
    return hints;
  }

  /** Where the body is markup, what people wrote is none. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  void withdraw(Notice.Of which) {
    UInt32 id = shown.remove(which);
    if (id != null) {
      clickable.remove(id);
      try {
        service.ifPresent(each -> each.close(id));
      } catch (DBusExecutionException e) {
        LOG.log(Level.FINE, "a notice was gone already");
      }
    }
  }

  /** Takes back what is shown: nothing would open it any more. */
  void close() {
    new ArrayList<>(shown.keySet()).forEach(this::withdraw);
    connection.disconnect();
  }
}

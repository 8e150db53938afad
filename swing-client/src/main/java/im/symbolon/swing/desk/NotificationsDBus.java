package im.symbolon.swing.desk;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Desktop Notifications Specification 1.2, "D-Bus Protocol". */
@DBusInterfaceName("org.freedesktop.Notifications")
public interface NotificationsDBus extends DBusInterface {
  /**
   * Shows one, in place of another one.
   *
   * @param replaces 0 for none
   * @param actions keys, each followed by its words; {@code default} is a click
   * @param timeout in ms; -1 as usual
   */
  @DBusMemberName("Notify")
  UInt32 show(
      String app,
      UInt32 replaces,
      String icon,
      String summary,
      String body,
      List<String> actions,
      Map<String, Variant<?>> hints,
      int timeout);

  @DBusMemberName("CloseNotification")
  void close(UInt32 id);

  @DBusMemberName("GetCapabilities")
  List<String> capabilities();

  /** A person clicked. */
  class ActionInvoked extends DBusSignal {
    private final UInt32 id;
    private final String action;

    public ActionInvoked(String path, UInt32 id, String action) throws DBusException {
      super(path, id, action);
      this.id = id;
      this.action = action;
    }

    public UInt32 id() {
      return id;
    }

    public String action() {
      return action;
    }
  }
}

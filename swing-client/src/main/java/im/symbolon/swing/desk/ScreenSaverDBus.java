package im.symbolon.swing.desk;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** What tells of a locked screen. */
@DBusInterfaceName("org.freedesktop.ScreenSaver")
public interface ScreenSaverDBus extends DBusInterface {
  /** It covers the screen now, or no longer. */
  class ActiveChanged extends DBusSignal {
    private final boolean active;

    public ActiveChanged(String path, boolean active) throws DBusException {
      super(path, active);
      this.active = active;
    }

    public boolean active() {
      return active;
    }
  }
}

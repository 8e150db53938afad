/**
 * What surrounds the window on this machine: notices, a place in the tray, whether the screen is
 * locked. {@link im.symbolon.swing.desk.Desk} is what the window knows of it, {@link
 * im.symbolon.swing.desk.SystemDesk} the real one. On Linux it speaks to the desktop over D-Bus
 * (Desktop Notifications Specification 1.2; {@code ActiveChanged} of {@code
 * org.freedesktop.ScreenSaver} and {@code org.gnome.ScreenSaver}); elsewhere, and where there is no
 * bus, it has AWT's tray.
 */
package im.symbolon.swing.desk;

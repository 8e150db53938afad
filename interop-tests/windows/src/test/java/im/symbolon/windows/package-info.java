/**
 * The desktop client in real windows, used as people use it, over two real servers that federate.
 *
 * <p>{@link im.symbolon.windows.WindowsTest} starts a screen ({@link im.symbolon.windows.Screen})
 * and a program on it, {@link im.symbolon.windows.Play}: a Java program finds its screen when it
 * starts and never later. The play goes through its scenes and says of each how it went.
 *
 * <p>{@link im.symbolon.windows.GalleryTest} shows every screen from 100 to 250 %, in all languages
 * and from right to left, on accounts whose servers are in memory. It leaves pictures in {@code
 * target/screens}, and in {@code target/events-*.txt} how long events kept the event thread.
 */
package im.symbolon.windows;

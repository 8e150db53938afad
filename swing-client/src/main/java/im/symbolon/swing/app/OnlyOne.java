package im.symbolon.swing.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One program at a time works on a folder. A second one asks the first to show its window, through
 * a socket in that folder, which is as private as the folder.
 */
final class OnlyOne implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OnlyOne.class.getName());
  private static final String LOCK = "desktop.lock";
  private static final String SOCKET = "desktop.socket";
  private static final int LONGEST = 4_096;

  private final FileLock lock;
  private final Path socket;
  private Optional<ServerSocketChannel> door = Optional.empty();

  private OnlyOne(FileLock lock, Path socket) {
    this.lock = lock;
    this.socket = socket;
  }

  /** Takes the folder; empty when another program has it. */
  static Optional<OnlyOne> take(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = file.tryLock();
    if (lock == null) {
      file.close();
      return Optional.empty();
    }
    return Optional.of(new OnlyOne(lock, folder.resolve(SOCKET)));
  }

  /**
   * Asks the program that has the folder to come to the front.
   *
   * @param link what it is to open there; empty for nothing
   * @return false when it does not answer
   */
  static boolean call(Path folder, String link) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve(SOCKET)));
      ByteBuffer bytes = ByteBuffer.wrap(link.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.shutdownOutput();
      return channel.read(ByteBuffer.allocate(1)) == 1;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Answers such calls from now on, on a thread of its own; where that cannot be, there are none.
   */
  void answer(Consumer<String> called) {
    try {
      Files.deleteIfExists(socket);
      ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      opened.bind(UnixDomainSocketAddress.of(socket));
      door = Optional.of(opened);
      Thread thread = new Thread(() -> serve(opened, called), "symbolon-only-one");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.INFO, "a second start cannot call this window here");
    }
  }

  private static void serve(ServerSocketChannel door, Consumer<String> called) {
    while (door.isOpen()) {
      try (SocketChannel caller = door.accept()) {
        ByteBuffer link = ByteBuffer.allocate(LONGEST);
        int read = 0;
        while (read >= 0 && link.hasRemaining()) {
          read = caller.read(link);
        }
        called.accept(new String(link.array(), 0, link.position(), StandardCharsets.UTF_8));
        caller.write(ByteBuffer.wrap(new byte[] {1}));
      } catch (AsynchronousCloseException e) {
        return;
      } catch (IOException e) {
        LOG.log(Level.FINE, "a caller went away");
      }
    }
  }

  @Override
  public void close() {
    try {
      if (door.isPresent()) {
        door.get().close();
        Files.deleteIfExists(socket);
      }
      lock.acquiredBy().close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "the folder is free when the program has ended");
    }
  }
}

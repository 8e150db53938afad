package im.symbolon.peers.server;

import im.symbolon.lab.Software;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need these servers on this machine: they run with {@code -Ppeers} alone, and where one
 * is not installed they are skipped, which is said loudly.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("peers")
@ExtendWith(InstalledServers.class)
@interface NeedsServers {
  /** The servers. */
  Software[] value();
}

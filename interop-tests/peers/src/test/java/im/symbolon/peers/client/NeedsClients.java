package im.symbolon.peers.client;

import im.symbolon.lab.Software;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need these programs on this machine: they run with {@code -Ppeers} alone, and where
 * one is not installed they are skipped, which is said loudly.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("peers")
@ExtendWith(Installed.class)
@interface NeedsClients {
  /** The clients. */
  ClientSoftware[] value();

  /** The servers. */
  Software[] servers() default Software.PROSODY;
}

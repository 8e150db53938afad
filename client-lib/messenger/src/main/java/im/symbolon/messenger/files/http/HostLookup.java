package im.symbolon.messenger.files.http;

import java.io.IOException;
import java.net.InetAddress;

/** Finds the machine of a name. */
@FunctionalInterface
public interface HostLookup {
  /** As the system does. */
  HostLookup SYSTEM = InetAddress::getByName;

  /** The machine that is connected to. */
  InetAddress find(String host) throws IOException;
}

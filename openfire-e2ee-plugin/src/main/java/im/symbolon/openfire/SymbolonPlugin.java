package im.symbolon.openfire;

import java.io.File;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.container.Plugin;
import org.jivesoftware.openfire.container.PluginManager;

/**
 * Puts the service into Openfire. Everything registered here is taken back, last first, when the
 * plugin is unloaded or fails to load, so it can be loaded again in the same server.
 */
public final class SymbolonPlugin implements Plugin {
  private Hosting hosting;

  @Override
  public synchronized void initializePlugin(PluginManager manager, File directory) {
    hosting = new Hosting(XMPPServer.getInstance());
    try {
      Prekeys.host(hosting);
      Repairs.host(hosting);
      Mail.host(hosting);
      Hints.host(hosting);
      Door.open(hosting);
    } catch (RuntimeException | LinkageError e) {
      destroyPlugin();
      throw e;
    }
  }

  @Override
  public synchronized void destroyPlugin() {
    if (hosting != null) {
      hosting.close();
      hosting = null;
    }
  }
}

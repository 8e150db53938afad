package im.symbolon.openfire;

import im.symbolon.service.coverage.AccountLists;
import im.symbolon.service.mailbox.AccountDevices;
import im.symbolon.service.policy.PolicyInForce;
import im.symbolon.service.prekeys.PreKeyStore;
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
    hosting = new Hosting(XMPPServer.getInstance(), directory);
    try {
      PolicyInForce policy = Policies.host(hosting);
      PreKeyStore prekeys = Prekeys.host(hosting);
      Directories.host(hosting, prekeys);
      Files.host(hosting);
      Repairs.host(hosting);
      AccountLists<AccountDevices> lists = OpenfireAudiences.of(hosting);
      Mail.host(hosting, lists::ask, lists::askLately);
      Hints.host(hosting, lists);
      Administration.host(hosting, policy);
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

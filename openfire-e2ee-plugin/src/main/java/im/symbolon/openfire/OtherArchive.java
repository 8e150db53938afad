package im.symbolon.openfire;

import im.symbolon.service.mailbox.ArchiveRequests;
import org.jivesoftware.openfire.container.Plugin;
import org.jivesoftware.openfire.container.PluginListener;
import org.jivesoftware.openfire.container.PluginManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether somebody else on this server keeps messages and answers {@code urn:xmpp:mam:2}. */
final class OtherArchive implements PluginListener {
  private static final Logger LOG = LoggerFactory.getLogger(OtherArchive.class);

  /** Openfire's own plugin with an archive. */
  private static final String MONITORING = "monitoring";

  private volatile boolean here;

  private OtherArchive() {}

  /** Looks now, and sees one that comes later; plugins are loaded in any order. */
  static OtherArchive watch(Hosting hosting) {
    OtherArchive other = new OtherArchive();
    PluginManager plugins = hosting.server().getPluginManager();
    plugins.addPluginListener(other);
    hosting.onClose(() -> plugins.removePluginListener(other));
    other.here |= hosting.server().getIQRouter().supports(ArchiveRequests.NAMESPACE);
    return other;
  }

  boolean isHere() {
    return here;
  }

  @Override
  public void pluginCreated(String name, Plugin plugin) {
    if (name.equalsIgnoreCase(MONITORING) && !here) {
      here = true;
      LOG.warn("The archive of {} is here: Symbolon keeps no more messages", name);
    }
  }

  /** It took the requests; ours are answered again when this plugin is loaded anew. */
  @Override
  public void pluginDestroyed(String name, Plugin plugin) {
    if (name.equalsIgnoreCase(MONITORING)) {
      LOG.warn("{} has gone: Symbolon keeps messages again once it was loaded anew", name);
    }
  }
}

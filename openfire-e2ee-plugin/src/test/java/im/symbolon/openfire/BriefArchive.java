package im.symbolon.openfire;

import java.io.File;
import org.dom4j.Element;
import org.jivesoftware.openfire.IQHandlerInfo;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.container.Plugin;
import org.jivesoftware.openfire.container.PluginManager;
import org.jivesoftware.openfire.handler.IQHandler;
import org.xmpp.packet.IQ;

/**
 * A plugin that answers {@code urn:xmpp:mam:2}, as Openfire's own Monitoring plugin does, which is
 * not on Maven Central; it has no messages. The suite makes a jar of it for a real server.
 */
public final class BriefArchive implements Plugin {
  /** In its answers, so that it is known by them. */
  private static final String MARK = "an archive of the host";

  private static final String NAMESPACE = "urn:xmpp:mam:2";

  private final Handler handler = new Handler();

  @Override
  public void initializePlugin(PluginManager manager, File directory) {
    XMPPServer.getInstance().getIQRouter().addHandler(handler);
  }

  @Override
  public void destroyPlugin() {
    XMPPServer.getInstance().getIQRouter().removeHandler(handler);
  }

  private static final class Handler extends IQHandler {
    Handler() {
      super(MARK);
    }

    @Override
    public IQ handleIQ(IQ request) {
      IQ answer = IQ.createResultIQ(request);
      Element fin = answer.setChildElement("fin", NAMESPACE);
      fin.addAttribute("complete", "true").addAttribute("queryid", MARK);
      return answer;
    }

    @Override
    public IQHandlerInfo getInfo() {
      return new IQHandlerInfo("query", NAMESPACE);
    }
  }
}

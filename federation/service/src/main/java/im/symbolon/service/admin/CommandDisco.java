package im.symbolon.service.admin;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Map;

/** What service discovery says of commands (XEP-0050 §2.2). */
final class CommandDisco {
  private CommandDisco() {}

  /** Of the list, or of one of them. */
  static XmlElement info(String node, String type, String name) {
    return query(Namespaces.DISCO_INFO, node)
        .with(
            XmlElement.element(Namespaces.DISCO_INFO, "identity")
                .with("category", "automation")
                .with("type", type)
                .with("name", name)
                .build())
        .with(feature(CommandRequests.COMMANDS))
        .with(feature(Namespaces.DATA_FORMS))
        .build();
  }

  /**
   * The commands.
   *
   * @param titles by node
   * @param address where they are given
   */
  static XmlElement items(String node, Map<String, String> titles, String address) {
    XmlElement.Builder out = query(Namespaces.DISCO_ITEMS, node);
    titles.forEach(
        (each, title) ->
            out.with(
                XmlElement.element(Namespaces.DISCO_ITEMS, "item")
                    .with("jid", address)
                    .with("node", each)
                    .with("name", title)
                    .build()));
    return out.build();
  }

  private static XmlElement.Builder query(String namespace, String node) {
    return XmlElement.element(namespace, "query").with("node", node);
  }

  private static XmlElement feature(String namespace) {
    return XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", namespace).build();
  }
}

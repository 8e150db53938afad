package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.DATA_FORMS;
import static im.symbolon.protocol.Namespaces.PREKEYS;
import static im.symbolon.protocol.Namespaces.PUBSUB;
import static im.symbolon.protocol.Namespaces.PUBSUB_OWNER;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How the own account's nodes are configured, and what the server understands about that.
 *
 * <p>Openfire 4.2 reports success for publish-options that it ignores, and Openfire 5.1.1 never
 * answers {@code max_items=max}; so options are only sent where they are advertised, and {@code
 * max} only where the server or our own service says that it is understood. ejabberd understands it
 * in a node's configuration and says so, but refuses every number of items in publish-options,
 * after the whole bundle went there: nodes for many items are configured first, unless our own
 * service is there, and for one item, which is what every server keeps by itself, no number is
 * sent.
 */
final class PepNodes {
  private static final String PUBLISH_OPTIONS = PUBSUB + "#publish-options";
  private static final String CONFIG_NODE_MAX = PUBSUB + "#config-node-max";
  private static final String NODE_CONFIG = PUBSUB + "#node_config";

  /** Stands for "as many as you can": more devices than anyone has. */
  private static final String MANY = "1000";

  private final IqChannel channel;
  private final Disco disco;
  private final Map<String, NodeOptions> configured = new HashMap<>();
  private long stream = -1;

  PepNodes(IqChannel channel, Disco disco) {
    this.channel = channel;
    this.disco = disco;
  }

  /** True when an item may be published together with these options. */
  boolean takesWithItem(NodeOptions options) throws TransportException {
    Set<String> features = serverFeatures();
    return features.contains(PUBLISH_OPTIONS) && (options.isSingle() || features.contains(PREKEYS));
  }

  XmlElement publishOptions(NodeOptions options) throws TransportException {
    return XmlElement.element(PUBSUB, "publish-options")
        .with(
            options.isSingle()
                ? form(PUBLISH_OPTIONS, options).build()
                : form(PUBLISH_OPTIONS, options).with(maxItems(options)).build())
        .build();
  }

  /** True when configuring the node and publishing again may help. */
  static boolean mayBeMisconfigured(TransportException e) {
    return e.stanzaError().isPresent()
        && switch (e.stanzaError().get().condition()) {
          case "conflict",
                  "precondition-not-met",
                  "resource-constraint",
                  "not-acceptable",
                  "bad-request",
                  "feature-not-implemented" ->
              true;
          default -> e.stanzaError().get().says("precondition-not-met");
        };
  }

  /** Makes the node, or configures the one that is there; once per stream and set of options. */
  void ensure(String node, NodeOptions options) throws TransportException {
    synchronized (this) {
      if (stream != channel.stream()) {
        stream = channel.stream();
        configured.clear();
      }
      if (options.equals(configured.get(node))) {
        return;
      }
    }
    try {
      configure(node, options);
    } catch (TransportException e) {
      if (!e.isStanzaError("item-not-found")) {
        throw e;
      }
      create(node, options);
    }
    synchronized (this) {
      configured.put(node, options);
    }
  }

  synchronized void forget(String node) {
    configured.remove(node);
  }

  private void create(String node, NodeOptions options) throws TransportException {
    XmlElement create = XmlElement.element(PUBSUB, "create").with("node", node).build();
    XmlElement configure =
        XmlElement.element(PUBSUB, "configure").with(nodeConfig(options)).build();
    try {
      set(XmlElement.element(PUBSUB, "pubsub").with(create).with(configure).build());
    } catch (TransportException e) {
      if (!e.isStanzaError("conflict")) {
        throw e;
      }
      configure(node, options); // another own device was faster
    }
  }

  private void configure(String node, NodeOptions options) throws TransportException {
    XmlElement configure =
        XmlElement.element(PUBSUB_OWNER, "configure")
            .with("node", node)
            .with(nodeConfig(options))
            .build();
    set(XmlElement.element(PUBSUB_OWNER, "pubsub").with(configure).build());
  }

  private void set(XmlElement payload) throws TransportException {
    channel.iq(IqType.SET, EntityAddress.of(channel.account()), payload);
  }

  private XmlElement nodeConfig(NodeOptions options) throws TransportException {
    return form(NODE_CONFIG, options).with(maxItems(options)).build();
  }

  private static XmlElement.Builder form(String formType, NodeOptions options) {
    return XmlElement.element(DATA_FORMS, "x")
        .with("type", "submit")
        .with(field("FORM_TYPE", formType))
        .with(field("pubsub#access_model", options.access().wireName()))
        .with(field("pubsub#persist_items", options.persist() ? "1" : "0"));
  }

  private XmlElement maxItems(NodeOptions options) throws TransportException {
    String asked = understandsMax() ? "max" : MANY;
    return field(
        "pubsub#max_items",
        options.maxItems().isPresent() ? Integer.toString(options.maxItems().getAsInt()) : asked);
  }

  private boolean understandsMax() throws TransportException {
    Set<String> features = serverFeatures();
    return features.contains(CONFIG_NODE_MAX) || features.contains(PREKEYS);
  }

  private static XmlElement field(String name, String value) {
    XmlElement content = XmlElement.element(DATA_FORMS, "value").text(value).build();
    XmlElement.Builder field = XmlElement.element(DATA_FORMS, "field").with("var", name);
    if (name.equals("FORM_TYPE")) {
      field.with("type", "hidden");
    }
    return field.with(content).build();
  }

  /** Of the account and of its server: implementations disagree about where to say it. */
  private Set<String> serverFeatures() throws TransportException {
    Set<String> all = new HashSet<>(features(EntityAddress.of(channel.account())));
    try {
      all.addAll(features(EntityAddress.ofDomain(channel.account().domain())));
    } catch (ProtocolException e) {
      throw new IllegalStateException("an account's domain is a domain", e);
    }
    return all;
  }

  private Set<String> features(EntityAddress entity) throws TransportException {
    try {
      return disco.features(entity);
    } catch (TransportException e) {
      if (!e.stanzaError().isPresent()) {
        throw e;
      }
      return Set.of();
    }
  }
}

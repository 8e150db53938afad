package im.symbolon.protocol.omemo;

/**
 * Where a bundle is published.
 *
 * @param shared true when the bundles of all devices are items of this node, false when the node
 *     holds this one only
 */
public record BundlePlace(String node, String item, boolean shared) {}

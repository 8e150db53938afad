/**
 * Who stands in an account's OMEMO lists, decided in one place.
 *
 * <p>PEP has two lists for each account, and every client replaces the whole list that it changes.
 * Here each change is one transaction on one account: {@link
 * im.symbolon.service.devices.DeviceLists} counts a version up with each change, adds a device only
 * upon the version that it was told, and gives {@code im.symbolon.service.pep} a place to merge
 * what clients publish. {@link im.symbolon.service.devices.DeviceAdditions} answers {@code <add/>}
 * and {@code <devices/>} of {@link im.symbolon.protocol.prekeys}.
 *
 * <p>The server's PEP stays what the world reads, and what clients see by +notify. A decision is
 * there a moment after it was taken. For ten seconds the decision counts whatever PEP shows, so
 * that two at once, also on two nodes, build on each other; after that, what PEP shows is taken
 * over: when this service was away for a while, nothing that happened meanwhile is undone.
 */
package im.symbolon.service.devices;

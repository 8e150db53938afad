/**
 * Hosts the service inside Openfire: the only code that knows {@code org.jivesoftware}.
 *
 * <p>{@link im.symbolon.openfire.SymbolonPlugin} registers, on a server from 4.2 on, everything
 * that it takes back when it is unloaded:
 *
 * <ul>
 *   <li>the service on the bare domain and at {@code e2ee.<domain>}, named in the domain's disco
 *       features, with its tables in the server's database;
 *   <li>{@link im.symbolon.openfire.Directories}: the devices of many accounts at once, for which
 *       other domains are asked in the server's name;
 *   <li>{@link im.symbolon.openfire.Files}: slots for uploads at {@code e2ee.<domain>}, and an
 *       HTTPS port of our own with the host's certificate, on a disk or in S3;
 *   <li>{@link im.symbolon.openfire.EdgeGuard}, which lets no stanza in or out that the domain's
 *       policy refuses, before all others see it;
 *   <li>the administrator's commands at {@code e2ee.<domain>};
 *   <li>{@link im.symbolon.openfire.PepRepair}, without which OMEMO 2 cannot be published here;
 *   <li>{@link im.symbolon.openfire.PepFacade}, which keeps one device from throwing another out of
 *       OMEMO's lists, and gives each reader of a bundle other prekeys;
 *   <li>{@link im.symbolon.openfire.OfflineRepair}, without which a message that crosses with a
 *       login waits for the next one, or is lost;
 *   <li>{@link im.symbolon.openfire.CarbonRepair}, without which some encrypted messages reach one
 *       client of a user alone;
 *   <li>the mailbox ({@code Mail}): {@code Postmark} shows it every message before it is routed,
 *       {@code RemoteMail} has what other domains send wait on threads of its own for that, the
 *       rooms' and the accounts' archives are asked through the server's own doors, and {@code
 *       NightShift} has erased what is over;
 *   <li>the look at routed messages from which senders learn at once which devices they missed, a
 *       feature of the domain, too.
 * </ul>
 *
 * <p>Only members that are the same from 4.2 to 5.1 are used; a test over the finished jar compares
 * every reference with a list. Two things are reached by name, because their types are not the same
 * or not there: who may enter a room ({@code RoomByName}), and what discovery says of accounts
 * ({@code AccountFeatures}). PEP is spoken to by IQs through the router, never through Java,
 * because those classes changed.
 *
 * <p>Each part has a {@code host} method over {@link im.symbolon.openfire.Hosting}; their order in
 * the plugin is the order in which interceptors see a packet. System properties: {@link
 * im.symbolon.openfire.Setting}.
 */
package im.symbolon.openfire;

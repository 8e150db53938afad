/**
 * What an administrator asks and orders by any XMPP client: ad-hoc commands (XEP-0050) over forms
 * (XEP-0004), at the service's own address, where they are found by service discovery.
 *
 * <table>
 * <caption>Commands, each with one form at most</caption>
 * <tr><td>{@code urn:symbolon:admin:0#overview}</td><td>numbers of all rooms</td></tr>
 * <tr><td>{@code …#devices}</td><td>what the server knows of an account's devices</td></tr>
 * <tr><td>{@code …#revoke}</td><td>drops what it knows of one of them</td></tr>
 * <tr><td>{@code …#policy}</td><td>the policy in force</td></tr>
 * <tr><td>{@code …#change-policy}</td><td>another one, also for a dry run</td></tr>
 * <tr><td>{@code …#audit}</td><td>the audit log, newest first, page by page</td></tr>
 * </table>
 *
 * <p>Who is an administrator is for the host to say ({@link
 * im.symbolon.service.admin.Administrators}), and asked anew for every step; all others are refused
 * and see no commands. Nothing is remembered between the steps: any node of a cluster goes on, and
 * a form that was changed by somebody else meanwhile is refused. Each order is in the audit log
 * under the name of who gave it.
 *
 * <p>Other rooms join by {@link im.symbolon.service.admin.Figures} and {@link
 * im.symbolon.service.admin.DeviceRegister}. No key is ever shown: none of a user's is here.
 */
package im.symbolon.service.admin;

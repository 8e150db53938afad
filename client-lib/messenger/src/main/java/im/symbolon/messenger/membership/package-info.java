/**
 * Who is in a group, as its admins signed it: pure rules over epochs ({@link
 * im.symbolon.protocol.groups}), without a clock, a store or a server. The room's server is asked
 * nothing; what it says about its room is only compared ({@link
 * im.symbolon.messenger.membership.Attendance}).
 *
 * <ol>
 *   <li>An epoch counts when its parents do, the list key that signed it is alive, and its signer
 *       is in all of its parents with the same account root: an owner may do anything, an admin
 *       anything but touch owners, a member can leave. It carries on who was removed.
 *   <li>One whose parents are not known waits, and they are to be fetched. So does one whose list
 *       key is dead by now, until an admin with a living key has built upon it who was one before.
 *   <li>What an invitation or an accepted epoch names by its hash counts as it is: so the invited
 *       begin somewhere, and fetch what was before when a branch needs it.
 *   <li>When admins change the list at the same moment there are branches. For whom a message is
 *       sealed is in all of them, with the same keys ({@code readers}). A merge names all heads, is
 *       signed by an admin of all, and says what they say together; who was removed stays out.
 *   <li>A branch is dropped that was signed by somebody whom a sibling removed, with all that
 *       follows it. Whom others removed in such a branch stays out nevertheless ({@code barred}),
 *       until an admin adds them again.
 *   <li>Where two removed each other, nobody wins by being faster: both are out, and only an owner
 *       of both branches merges them. Where there is none the group is stuck, and a new room is
 *       needed. An admin cannot remove an owner, so against an owner there is no such dispute.
 *   <li>Epochs travel with those who know them ({@link im.symbolon.messenger.membership.Travel}),
 *       and of every removal it is known who has shown to know it ({@link
 *       im.symbolon.messenger.membership.RemovalProgress}).
 * </ol>
 *
 * <p>In whatever order the same epochs come, and how often, the same is believed in the end, within
 * the limits: 64 epochs that wait, 16 branches, 64 accepted epochs that are kept (256 while
 * branches forbid to forget; of groups of more than 250, down to 16), 1,024 hashes of forgotten
 * ones. What follows a forgotten epoch is refused: its signer has to be told of the heads, and to
 * say it again upon them.
 */
package im.symbolon.messenger.membership;

/**
 * The server side of {@code urn:symbolon:mailbox:0} and of {@code urn:xmpp:mam:2}: encrypted
 * messages are kept until every device has them, and then erased. The contract is {@link
 * im.symbolon.protocol.mailbox}.
 *
 * <h2>Parts, in the order in which a message meets them</h2>
 *
 * <ul>
 *   <li>{@link im.symbolon.service.mailbox.Deliveries} stands in the stanza path: takes forged
 *       {@code <stanza-id/>}s out, keeps what is to be kept, and stamps it (XEP-0359)
 *   <li>{@link im.symbolon.service.mailbox.Mailbox} keeps and finds messages
 *   <li>{@link im.symbolon.service.mailbox.ArchiveRequests} answers XEP-0313 with XEP-0059: the
 *       fields with, start, end, before-id, after-id and ids, flipped pages, metadata
 *   <li>{@link im.symbolon.service.mailbox.AckRequests} takes signed acknowledgements; what they
 *       prove, {@link im.symbolon.service.mailbox.AckErasure} erases seconds later
 *   <li>{@link im.symbolon.service.mailbox.Eraser} erases the rest now and then, and has the
 *       database write its files anew
 * </ul>
 *
 * The host says who exists ({@link im.symbolon.service.mailbox.Accounts}), which rooms there are
 * and who may enter them ({@link im.symbolon.service.mailbox.RoomAccess}), and which devices an
 * account has ({@link im.symbolon.service.mailbox.Audiences}).
 *
 * <h2>What is kept</h2>
 *
 * Messages of type chat, normal or groupchat that carry {@code <encrypted/>} of either OMEMO or
 * {@code <sealed xmlns='urn:symbolon:groups:0'/>} as a direct child, with a body or without; not
 * with {@code <no-store/>} or {@code <no-permanent-store/>} (XEP-0334); of 200 KiB, 32 levels and
 * proper XML at most. What is larger is routed and not kept. An account has what it gets and what
 * it sends, a message to itself once; messages of rooms are the room's alone, as the room sends
 * them out, one for all copies. What is refused must not reach this package; whatever reaches it is
 * kept before it is routed. Without the database, or when what follows under "Locks" was waited for
 * in vain, messages are routed unkept: the log says so, and they bear no id.
 *
 * <pre>{@code
 * <message from='alice@alpha.test/pc' to='bob@beta.test' type='chat' id='m1'>
 *   <encrypted xmlns='urn:xmpp:omemo:2'>…</encrypted>
 *   <stanza-id xmlns='urn:xmpp:sid:0' by='bob@beta.test' id='06a9f3b2c4d5e1'/>
 * </message>
 * }</pre>
 *
 * <h2>Order</h2>
 *
 * A mailbox's row in {@code symbolonMailbox} holds the last place. Keeping a message moves it on by
 * one conditional update, and the row stays locked until the message is committed. Messages that
 * come at about the same time, also into several mailboxes, are committed together. So places
 * become visible in their order, at any isolation level: a reader who saw a place never finds a
 * lower one later, and may go on from the last one it saw. Places are apart by 1 to 65,536, at
 * random: a gap hides nothing, and an id tells neither the next one nor how many there are. A
 * mailbox begins at 2<sup>20</sup> places per second since 1970, so that one that is made anew
 * after its account was deleted goes on above the old one. Clocks decide nothing else about order.
 * Times in answers are the server's clock's of then.
 *
 * <h2>Locks</h2>
 *
 * Somebody else may hold a mailbox's row: an administrator, or a node whose machine died in the
 * middle of a transaction, for hours. On PostgreSQL, when a statement takes more than two seconds,
 * the database is asked which mailboxes are locked; the others' messages are written at once, and
 * those of the locked ones are tried again every quarter of a second, for 20 s. Eight callers wait
 * so at most: the ninth is told at once, so that the host keeps threads for everybody else. A table
 * that is locked ({@code VACUUM FULL}) is waited for as long, by messages and by whoever reads. On
 * HSQLDB a transaction locks whole tables: everybody waits until it ends.
 *
 * <p>The same stanza (sender's full address, id and content) within seven days has the same place,
 * also when it is erased by now, and whichever node gets it.
 *
 * <h2>When a message goes</h2>
 *
 * <ul>
 *   <li>On proof (REVIEW 15): with a message stands its audience, the devices of the owner's valid
 *       signed list at its arrival and those removed within 24 hours before. Unknown, without such
 *       a list, or with any other device in the OMEMO lists there is none, and time decides. All of
 *       the audience must have acknowledged, but for devices with a tombstone older than 24 hours,
 *       and the OMEMO lists of now must name no device outside of the signed list of now. Lists are
 *       known here some seconds late: nothing goes within six seconds of its arrival, and what came
 *       less than an hour before a device was added, or after it, waits for that device too (an
 *       hour, because the device's clock says when that was)
 *   <li>By time: after {@link im.symbolon.service.mailbox.MailboxLimits#kept}. Days in which no
 *       {@code Eraser} had a turn, and jumps of the clock of more than two days, do not count; a
 *       clock that is set back keeps nothing longer
 *   <li>For room: above a mailbox's limit of messages or bytes, the correspondent with the most
 *       bytes loses its oldest, until 1/32 is free; {@link im.symbolon.service.mailbox.Evictions}
 *       is told. Correspondents are bare addresses: who floods from thousands of them is for the
 *       domain's policy to stop. A room has one correspondent, itself
 * </ul>
 *
 * <h2>What "gone" means (REVIEW 16)</h2>
 *
 * <p>From the tables: when the transaction ends; no query finds it from then on.
 *
 * <p>From the database's files: after {@link im.symbolon.service.mailbox.Eraser#run}, which runs
 * {@code CHECKPOINT DEFRAG} on HSQLDB (it rewrites the whole database, and everybody waits
 * meanwhile; it needs an administrator's connection, which a server's embedded one is) and {@code
 * VACUUM FULL} of these tables on PostgreSQL (which locks them meanwhile; it needs their owner).
 * Tests search every file of both databases.
 *
 * <p>Not from these, and nothing here changes them, because that takes a superuser and is for the
 * whole database cluster to decide:
 *
 * <ul>
 *   <li>PostgreSQL's write-ahead log ({@code pg_wal}) holds every row that was written, until its
 *       segments are overwritten. Segments are recycled by renaming them, content and all, so that
 *       with the default settings ({@code min_wal_size} 80 MB) old bytes may stay for as long as it
 *       takes to write that much. With {@code wal_recycle = off} (PostgreSQL 12 and later; no
 *       archiving, no replication slots, {@code wal_keep_size = 0}) the files of finished segments
 *       are deleted by the second checkpoint after the erasure, usually within ten minutes ({@code
 *       checkpoint_timeout}): with this setting the test finds nothing in any file, {@code pg_wal}
 *       included. We neither switch nor trim the log
 *   <li>Transactions that were open before the erasure keep {@code VACUUM FULL} from leaving those
 *       rows out; the next turn does
 *   <li>Replicas, archived logs and backups end by the organisation's own rotation
 *   <li>Blocks that a file system or a disk has freed but not overwritten
 * </ul>
 *
 * <h2>Errors</h2>
 *
 * Of queries: {@code forbidden} for another's archive, whether it exists or not, and for a room
 * that the asker may not enter; {@code item-not-found} for an id that cannot be one, or of {@code
 * ids} that are not all there; {@code feature-not-implemented} for unknown form fields and RSM
 * indexes; {@code bad-request} for what is malformed, twice or contradictory; {@code
 * resource-constraint} with type {@code wait} when the database does not answer. A page has 100
 * messages and about 2 MiB at most; who wants more gets less and {@code complete} is absent.
 */
package im.symbolon.service.mailbox;

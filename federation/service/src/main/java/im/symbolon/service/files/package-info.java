/**
 * Files for messages: HTTP File Upload, XEP-0363 1.2.0 ({@code urn:xmpp:http:upload:0}).
 *
 * <h2>Slots</h2>
 *
 * <p>{@link im.symbolon.service.files.UploadRequests} answers an IQ of type get:
 *
 * <pre>{@code
 * <request xmlns='urn:xmpp:http:upload:0' filename='très cool.jpg' size='23456'
 *          content-type='application/octet-stream'/>
 *
 * <slot xmlns='urn:xmpp:http:upload:0'>
 *   <put url='https://files.example.org:7445/k5...32 characters...q7/tr%C3%A8s%20cool.jpg'/>
 *   <get url='https://files.example.org:7445/k5...32 characters...q7/tr%C3%A8s%20cool.jpg'/>
 * </slot>
 * }</pre>
 *
 * <p>No header comes with a slot; the URL alone gives the right to upload once, and then to read.
 * Its random part has 160 bits. The file's name stays as it is in the URL, but for characters that
 * nobody sees, that turn the direction of writing or that separate paths: they become {@code _}.
 *
 * <table>
 *   <caption>What is refused</caption>
 *   <tr><th>request</th><th>error</th></tr>
 *   <tr><td>of another domain's account, or of none</td><td>forbidden</td></tr>
 *   <tr><td>no name or size, a size that is no positive number, a name of more than 255 bytes, no
 *       content type, IQ-set</td><td>bad-request</td></tr>
 *   <tr><td>larger than {@code FileQuota.largest}</td><td>not-acceptable, {@code <file-too-large>}
 *       with {@code <max-file-size>}</td></tr>
 *   <tr><td>beyond the quota of the day, of what is kept, or of open slots</td>
 *       <td>resource-constraint (wait), {@code <retry stamp=''/>}</td></tr>
 *   <tr><td>a purpose (XEP-0363 §5) other than message</td><td>feature-not-implemented</td></tr>
 *   <tr><td>while the database is away</td><td>internal-server-error</td></tr>
 * </table>
 *
 * <h2>HTTPS</h2>
 *
 * <p>{@link im.symbolon.service.files.UploadEndpoint} takes OPTIONS, HEAD, GET and PUT.
 *
 * <pre>{@code
 * PUT /k5...q7/tr%C3%A8s%20cool.jpg HTTP/1.1
 * Content-Length: 23456
 *
 * HTTP/1.1 201 Created
 *
 * GET /k5...q7/tr%C3%A8s%20cool.jpg HTTP/1.1
 * Range: bytes=1000-1999
 *
 * HTTP/1.1 206 Partial Content
 * Content-Range: bytes 1000-1999/23456
 * }</pre>
 *
 * <ul>
 *   <li>PUT: the length must be said and be the slot's, to the byte; the content type, where both
 *       say one, the same. 201: the file is safe on the disk and served. 400: another length, a
 *       {@code Content-Range} or {@code Content-Encoding}; 404: no such slot, or its time is over;
 *       409: it was used, or is being used; 410: the account went in the meantime; 411: no length
 *       (chunked); 415: another type; 503: the database is away; 507: the storage is full or away.
 *       An upload that began uses its slot up, however it ends; what was refused before does not.
 *   <li>GET, HEAD: 200, 206 for one range, 304 ({@code If-None-Match}; the ETag is strong, since a
 *       file never changes), 404, 416, 503. Several ranges, other units and nonsense get the whole
 *       file; {@code If-Range} is heeded.
 *   <li>Everything else: 405; a query, an encoded slash, a dot segment or whatever else this
 *       service does not write into a URL: 404. What the JDK's server refuses itself (a request
 *       line that is none, header names that are none) gets its 400 and the connection ends.
 * </ul>
 *
 * <p>Always: {@code Content-Type: application/octet-stream} (errors: text/plain), {@code
 * X-Content-Type-Options: nosniff}, {@code Content-Security-Policy: default-src 'none';
 * frame-ancestors 'none'; sandbox}, {@code Content-Disposition: attachment}, {@code
 * Referrer-Policy: no-referrer}, CORS for every origin without credentials. Files may be cached by
 * the one who asked, errors by nobody.
 *
 * <h2>Limits</h2>
 *
 * <p>{@link im.symbolon.service.files.FileQuota}: 100 MiB a file; 1 GiB and 1000 slots a day (UTC);
 * 4 GiB kept; 50 slots at one time, for each account. {@link im.symbolon.service.files.FileTimes}:
 * 5 minutes for a slot, 2 hours for an upload, 30 days for a file. {@link
 * im.symbolon.service.files.Patience}: 15 s for TLS and the header, 30 s for the next bytes, 16
 * KiB/s on the whole. 32 requests at one time and 128 that wait; whoever comes then is sent away at
 * once. The JDK's server has limits of its own that hold for the whole process and are left to the
 * administrator: {@code -Djdk.httpserver.maxConnections}, {@code
 * -Dsun.net.httpserver.idleInterval}.
 *
 * <h2>What happens when</h2>
 *
 * <ul>
 *   <li>An upload stops, lies or crawls: what came of it is erased at once.
 *   <li>The server goes down in the middle of one, or the storage or the database do: {@link
 *       im.symbolon.service.files.FileSweeper} erases what is left when the upload's time is over.
 *   <li>The clock leaps forward: nothing is erased by it for a day. Leaps back: things are kept
 *       longer. Slots of a time that is not now are over.
 *   <li>Two uploads for one slot: one conditional update decides, on whichever node.
 * </ul>
 *
 * <h2>What the server sees</h2>
 *
 * <p>It cannot know whether a file is encrypted. Symbolon's clients seal files before they upload,
 * under a name that says nothing; other clients may not. What remains visible: who asked for a slot
 * and when, the name and the size in the request, the uploader's and the readers' network
 * addresses. Kept are the account, the size, the times and a hash of the URL; neither name nor type
 * nor reader. In the storage a file has a random id alone. Logs have ids, accounts and reasons,
 * never a URL.
 */
package im.symbolon.service.files;

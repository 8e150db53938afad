/**
 * Files that are shared in messages: what they are (XEP-0446, with the hashes of XEP-0300 and the
 * thumbnails of XEP-0264), where they lie and under which key (XEP-0447, XEP-0448), the {@code
 * aesgcm:} links of older clients (XEP-0454), and the slots to upload them to (XEP-0363).
 *
 * <p>Everything here comes from others, so it is read with closed limits: what is beyond them, or
 * malformed where it matters, is no shared file; what is unknown beside it is passed over.
 */
package im.symbolon.protocol.files;

/**
 * What a message says beside its text: the elements that stand with the body in a sealed envelope.
 *
 * <p>Replies (XEP-0461), corrections (XEP-0308), retractions (XEP-0424) and reactions (XEP-0444)
 * name another message by its id; {@link im.symbolon.protocol.content.Pointer} reads and writes all
 * four. An id alone says not whose message it is, and ids of several people may be the same; so
 * {@code <target xmlns='urn:symbolon:delivery:0' of='act' author='…' id='…'/>} stands beside where
 * that is not clear. Others pass it over.
 *
 * <p>{@link im.symbolon.protocol.content.Fallback} (XEP-0428) marks what of a body is only for
 * clients that know none of this, and {@link im.symbolon.protocol.content.Lifetime} (XEP-0466) says
 * how long a message may be kept.
 *
 * <p>All of it is read kindly: what is wrong is passed over, and the text is worth reading without
 * it. Nothing here is believed because it stands there; who may do what, the reader decides.
 */
package im.symbolon.protocol.content;

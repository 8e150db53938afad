/**
 * What of a text can be searched for: its words, as everybody types them.
 *
 * <p>A {@linkplain im.symbolon.messenger.words.Words#of form} has the words of a text one after the
 * other, without case, accents and compatibility variants (NFKD of Unicode, then what follows from
 * it); {@code "Größe: 5 µm"} becomes {@code " grosse 5 μm "}. Scripts that write no spaces between
 * words (Chinese, Japanese, Thai, …) and pictographs are found by any part of them, which is exact
 * where an index of pairs would not be; all others by whole words, and the last word of a {@link
 * im.symbolon.messenger.words.Query} by its beginning.
 *
 * <p>Pure: no I/O and no state.
 */
package im.symbolon.messenger.words;

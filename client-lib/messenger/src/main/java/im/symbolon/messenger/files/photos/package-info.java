/**
 * What photos say beside their picture is left out before they are sent: {@link
 * im.symbolon.messenger.files.photos.Cleaning}. Nothing is decoded or encoded; the parts of a file
 * are walked through, and those that are needed to show it stay.
 *
 * <p>What a film or a picture in boxes (ISO/IEC 14496-12) tells is written over in its place, as
 * its parts are found by where they lie. Music (M4A) keeps its names. Matroska and WebM are not
 * cleaned, nor is what is inside of the coded pictures themselves.
 */
package im.symbolon.messenger.files.photos;

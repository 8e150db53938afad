/**
 * What photos say beside their picture is left out before they are sent: {@link
 * im.symbolon.messenger.files.photos.Cleaning}. Nothing is decoded or encoded; the parts of a file
 * are walked through, and those that are needed to show it stay.
 *
 * <p>HEIC and films may say where they were taken, too; those are not cleaned yet.
 */
package im.symbolon.messenger.files.photos;

package im.symbolon.service.files;

/**
 * Room for one file that an account may upload once.
 *
 * @param url where to
 */
record Slot(FileId id, FileUrl url) {}

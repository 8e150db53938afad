package im.symbolon.service.files;

/**
 * A row of the table as the endpoint needs it.
 *
 * @param account whose it is, for the log
 * @param size in bytes
 */
record StoredFile(FileId id, String account, long size) {}

package im.symbolon.service.files;

/**
 * What is kept.
 *
 * @param files complete ones
 * @param bytes their sizes
 */
public record FileUsage(long files, long bytes) {}

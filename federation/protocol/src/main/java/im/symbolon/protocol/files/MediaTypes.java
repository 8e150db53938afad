package im.symbolon.protocol.files;

import java.util.Map;

/** The media types of files that chats are full of, by the extensions of their names. */
public final class MediaTypes {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("avif", "image/avif"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("3gp", "video/3gpp"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("webm", "video/webm"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("txt", "text/plain"));

  private MediaTypes() {}

  /**
   * {@link MediaType#UNKNOWN} for any other.
   *
   * @param extension in small letters, without a dot
   */
  public static MediaType ofExtension(String extension) {
    String known = KNOWN.get(extension);
    return known == null ? MediaType.UNKNOWN : new MediaType(known);
  }
}

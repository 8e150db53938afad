package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a film says of itself ({@code moov}, ISO/IEC 14496-12 §8.2). Its tracks stay that are seen,
 * heard or read; those that a camera fills with where it is go with all their samples.
 */
final class Film {
  private static final Set<String> KEPT = Set.of("mvhd", "trak", "mvex", "iods");
  private static final Set<String> KEPT_OF_TRACK =
      Set.of("tkhd", "tref", "trgr", "edts", "mdia", "tapt", "clip", "matt", "load", "txas");
  private static final Set<String> KEPT_OF_MEDIA = Set.of("mdhd", "hdlr", "minf", "elng");
  private static final Set<String> SHOWN =
      Set.of("vide", "soun", "auxv", "pict", "text", "sbtl", "subt", "clcp", "tmcd", "hint");

  private final Blanks blanks;
  private final Set<Long> gone = new HashSet<>();

  Film(Blanks blanks) {
    this.blanks = blanks;
  }

  void clean(Box movie) throws NotCleanable {
    if (movie.first(0, "cmov").isPresent()) {
      throw new NotCleanable("a film with a compressed head");
    }
    movie.keep(0, KEPT, blanks);
    for (Box each : movie.inside(0)) {
      if (each.type().equals("mvhd")) {
        each.untimed(blanks);
      } else if (each.type().equals("trak")) {
        track(each);
      }
    }
  }

  private void track(Box track) throws NotCleanable {
    Box media = required(track, "mdia");
    if (SHOWN.contains(required(media, "hdlr").text(8))) {
      track.keep(0, KEPT_OF_TRACK, blanks);
      media.keep(0, KEPT_OF_MEDIA, blanks);
      required(track, "tkhd").untimed(blanks);
      required(media, "mdhd").untimed(blanks);
      return;
    }
    Box head = required(track, "tkhd");
    gone.add(head.u32(head.u8(0) == 1 ? 20 : 12));
    samples(required(required(media, "minf"), "stbl"));
    track.blank(blanks);
  }

  private static Box required(Box in, String type) throws NotCleanable {
    Optional<Box> found = in.first(0, type);
    if (!found.isPresent()) {
      throw new NotCleanable("a film without " + type);
    }
    return found.get();
  }

  /** Zeros over all samples of a track: chunks have places, samples in them have sizes. */
  private void samples(Box table) throws NotCleanable {
    Optional<Box> near = table.first(0, "stco");
    Box chunks = near.isPresent() ? near.get() : required(table, "co64");
    Runs runs = new Runs(required(table, "stsc"), required(table, "stsz"));
    long count = chunks.u32(4);
    for (int i = 0; i < count; i++) {
      long at = near.isPresent() ? chunks.u32(8 + 4 * i) : chunks.u64(8 + 8 * i);
      blanks.zero(at, at + runs.next(i + 1L));
    }
  }

  /** How long one chunk after the other is. */
  private static final class Runs {
    private final Box chunks;
    private final Box sizes;
    private final long entries;
    private final long samples;
    private int entry;
    private long sample;

    Runs(Box chunks, Box sizes) throws NotCleanable {
      this.chunks = chunks;
      this.sizes = sizes;
      this.entries = chunks.u32(4);
      this.samples = sizes.u32(8);
    }

    long next(long chunk) throws NotCleanable {
      while (entry + 1 < entries && chunks.u32(8 + 12 * (entry + 1)) <= chunk) {
        entry++;
      }
      long last = Math.min(samples, sample + chunks.u32(8 + 12 * entry + 4));
      long same = sizes.u32(4);
      long length = same * (last - sample);
      while (same == 0 && sample < last) {
        length += sizes.u32((int) (12 + 4 * sample));
        sample++;
      }
      sample = last;
      return length;
    }
  }

  /** A piece of a film that is sent while it is made ({@code moof}, §8.8). */
  void clean(Box piece, int own) throws NotCleanable {
    for (Box each : piece.inside(own)) {
      if (each.type().equals("traf") && gone.contains(required(each, "tfhd").u32(4))) {
        throw new NotCleanable("a film in pieces that says where it was made in each of them");
      }
    }
  }
}

package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a picture in HEIC or AVIF consists of ({@code meta}, ISO/IEC 14496-12 §8.11 and 23008-12):
 * items, of which those stay that are seen. How it is turned is no part of Exif here.
 */
final class PictureItems {
  private static final int OWN = 4;
  private static final Set<String> KEPT =
      Set.of("hdlr", "pitm", "iinf", "iloc", "idat", "iprp", "iref", "dinf", "grpl");
  private static final Set<String> TELLING = Set.of("udes", "altt", "crtt", "mdft", "uuid");
  private static final Set<String> SEEN =
      Set.of(
          "hvc1", "hev1", "lhv1", "hvt1", "av01", "avc1", "vvc1", "vvi1", "evc1", "jpeg", "j2k1",
          "j2ki", "unci", "grid", "iovl", "iden", "tmap", "mski");
  private static final byte[] EMPTY_EXIF = {
    0, 0, 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0
  };

  private final Blanks blanks;
  private final Set<Long> seen = new HashSet<>();
  private final Set<Long> exif = new HashSet<>();
  private Optional<Box> inline = Optional.empty();

  PictureItems(Blanks blanks) {
    this.blanks = blanks;
  }

  static boolean describe(Box meta) throws NotCleanable {
    Optional<Box> handler = meta.length() < OWN ? Optional.empty() : meta.first(OWN, "hdlr");
    return handler.isPresent() && handler.get().text(8).equals("pict");
  }

  void clean(Box meta) throws NotCleanable {
    meta.keep(OWN, KEPT, blanks);
    Optional<Box> kinds = meta.first(OWN, "iinf");
    Optional<Box> places = meta.first(OWN, "iloc");
    inline = meta.first(OWN, "idat");
    if (!kinds.isPresent() || !places.isPresent()) {
      throw new NotCleanable("a picture without items");
    }
    for (Box each : kinds.get().inside(kinds.get().u8(0) == 0 ? 6 : 8)) {
      kind(each);
    }
    new Places(places.get()).blank();
    Optional<Box> properties = meta.first(OWN, "iprp");
    Optional<Box> all =
        properties.isPresent() ? properties.get().first(0, "ipco") : Optional.empty();
    if (all.isPresent()) {
      for (Box each : all.get().inside(0)) {
        if (TELLING.contains(each.type())) {
          each.blank(blanks);
        }
      }
    }
  }

  private void kind(Box item) throws NotCleanable {
    int version = item.u8(0);
    if (version < 2) {
      throw new NotCleanable("a picture of an unknown kind");
    }
    long id = version == 2 ? item.u16(4) : item.u32(4);
    String kind = item.text(version == 2 ? 8 : 10);
    if (SEEN.contains(kind)) {
      seen.add(id);
    } else if (kind.equals("Exif")) {
      exif.add(id);
    }
  }

  /** Where the items lie ({@code iloc}). */
  private final class Places {
    private final Box box;
    private final int version;
    private final int widths;
    private int at;

    Places(Box box) throws NotCleanable {
      this.box = box;
      this.version = box.u8(0);
      this.widths = box.u16(4);
      this.at = 6;
    }

    void blank() throws NotCleanable {
      long count = number(version < 2 ? 2 : 4);
      for (long i = 0; i < count; i++) {
        item();
      }
    }

    private void item() throws NotCleanable {
      long id = number(version < 2 ? 2 : 4);
      long method = version == 0 ? 0 : number(2) & 0xf;
      boolean elsewhere = number(2) != 0;
      long base = number(widths >> 4 & 0xf);
      long extents = number(2);
      for (long i = 0; i < extents; i++) {
        number(version == 0 ? 0 : widths & 0xf);
        long from = number(widths >> 12 & 0xf);
        long length = number(widths >> 8 & 0xf);
        if (!seen.contains(id) && !elsewhere) {
          extent(method, base + from, length, exif.contains(id) && extents == 1);
        }
      }
    }

    private void extent(long method, long from, long length, boolean isExif) throws NotCleanable {
      if (method > 1 || length == 0 || (method == 1 && !inline.isPresent())) {
        throw new NotCleanable("an item that could be anywhere");
      }
      long begin = method == 1 ? inline.get().contentAt() + from : from;
      blanks.zero(begin, begin + length);
      if (isExif && length >= EMPTY_EXIF.length) {
        blanks.put(begin, EMPTY_EXIF);
      }
    }

    private long number(int width) throws NotCleanable {
      long value =
          switch (width) {
            case 0 -> 0;
            case 2 -> box.u16(at);
            case 4 -> box.u32(at);
            case 8 -> box.u64(at);
            default -> throw new NotCleanable("a number of an unknown length");
          };
      at += width;
      return value;
    }
  }
}

package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A picture or film in boxes (ISO/IEC 14496-12): HEIC, AVIF, MP4, 3GP, QuickTime. What is in it is
 * found by its place, so everything stays where it is: what tells something is written over.
 */
final class Isobmff {
  private static final int HEAD = 8;
  private static final int LARGEST = 64 << 20;
  private static final Set<String> KEPT =
      Set.of("ftyp", "styp", "mdat", "mfra", "sidx", "ssix", "prft", "pdin", "wide");
  private static final Set<String> READ = Set.of("moov", "meta", "moof");
  private static final Set<String> FIRST = Set.of("ftyp", "moov", "mdat", "wide");

  private final PictureReader in;
  private final Blanks blanks = new Blanks();
  private final Film film = new Film(blanks);
  private boolean described;

  Isobmff(PictureReader in) {
    this.in = in;
  }

  /** Texts begin with larger lengths than boxes; what is only heard keeps its names. */
  static boolean is(byte[] head) {
    return head[0] >= 0
        && head[0] < ' '
        && FIRST.contains(type(head))
        && !(head[8] == 'M' && head[9] == '4' && "ABP".indexOf(head[10]) >= 0);
  }

  private static String type(byte[] head) {
    StringBuilder out = new StringBuilder();
    for (int i = 4; i < HEAD; i++) {
      out.append((char) (head[i] & 0xff));
    }
    return out.toString();
  }

  List<Splice> splices() throws IOException, NotCleanable {
    while (!in.isAtEnd()) {
      long begin = in.at();
      if (!box(begin)) {
        List<Splice> out = new ArrayList<>(blanks.splices(begin));
        out.add(Splice.out(begin, Splice.TO_END));
        return described(out);
      }
    }
    return described(blanks.splices(in.at()));
  }

  private List<Splice> described(List<Splice> out) throws NotCleanable {
    if (!described) {
      throw new NotCleanable("nothing says what is in it");
    }
    return out;
  }

  /** False when what is there is no box. */
  private boolean box(long begin) throws IOException, NotCleanable {
    byte[] head = in.upTo(HEAD);
    if (head.length < HEAD) {
      return false;
    }
    long length = Box.of(head, begin).u32(0);
    int own = HEAD;
    if (length == 1) {
      length = Box.of(in.bytes(8), begin + HEAD).u64(0);
      own += 8;
    }
    if (length != 0 && length < own) {
      return false;
    }
    content(type(head), begin, length == 0 ? Splice.TO_END : length - own);
    return true;
  }

  private void content(String type, long begin, long length) throws IOException, NotCleanable {
    long at = in.at();
    if (READ.contains(type)) {
      if (length > LARGEST && length != Splice.TO_END) {
        throw new NotCleanable("a description that is too long");
      }
      byte[] content = length == Splice.TO_END ? in.upTo(LARGEST) : in.bytes((int) length);
      read(type, begin, Box.of(content, at));
      return;
    }
    if (length == Splice.TO_END) {
      in.skipAll();
    } else {
      in.skip(length);
    }
    if (!KEPT.contains(type)) {
      blank(begin, at, in.at());
    }
  }

  private void blank(long begin, long from, long to) throws NotCleanable {
    blanks.put(begin + 4, Box.FREE);
    blanks.zero(from, to);
  }

  private void read(String type, long begin, Box box) throws NotCleanable {
    if (type.equals("moov")) {
      described = true;
      film.clean(box);
    } else if (type.equals("moof")) {
      film.clean(box, 0);
    } else if (PictureItems.describe(box)) {
      described = true;
      new PictureItems(blanks).clean(box);
    } else {
      blank(begin, box.contentAt(), box.endAt());
    }
  }
}

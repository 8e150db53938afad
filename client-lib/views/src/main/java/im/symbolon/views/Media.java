package im.symbolon.views;

import java.io.IOException;
import java.util.Optional;

/** What a platform can do with pictures and sound. */
public interface Media {
  /** A platform without eyes and ears. */
  Media NONE =
      new Media() {
        @Override
        public Optional<Look> look(Picked picture) {
          return Optional.empty();
        }

        @Override
        public Sound sound() {
          return Sound.NONE;
        }
      };

  /**
   * How a picture looks.
   *
   * @param shape of the picture itself
   * @param small the whole of it
   */
  record Look(FileItem.Shape shape, Optional<SmallPicture> small) {}

  /** Empty for what is no picture, is damaged, or is too large to be looked at. */
  Optional<Look> look(Picked picture) throws IOException;

  Sound sound();
}

package crosscountry.models.device;

/** Loads a shared library by its file name, as the dynamic linker finds it. */
@FunctionalInterface
interface LibraryLoader {

  /**
   * Loads a library.
   *
   * @param file name without folder, such as {@code libm.so.6}
   * @throws LinkageError if it isn't found or can't be loaded
   */
  void load(String file);
}

package io.quern.model.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the processor of a host can do.
 *
 * @param flags of its instruction sets, as Linux names them; empty where they are not known
 */
public record Processor(Set<String> flags) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  public Processor {
    flags = Set.copyOf(flags);
  }

  /** This host's, asked once; nothing is known of it but on Linux. */
  public static Processor ofThisHost() {
    return ThisHost.PROCESSOR;
  }

  private static final class ThisHost {
    static final Processor PROCESSOR = read();
  }

  private static Processor read() {
    try {
      return Files.isReadable(CPU_INFO) ? of(Files.readString(CPU_INFO)) : new Processor(Set.of());
    } catch (IOException e) { // a host that does not tell is one that cannot
      return new Processor(Set.of());
    }
  }

  /**
   * The first of {@code /proc/cpuinfo}; the others are its like.
   *
   * @param cpuInfo the file's text
   */
  static Processor of(String cpuInfo) {
    return cpuInfo
        .lines()
        .filter(line -> line.matches("flags\\s*:.*"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
        .map(flags -> new Processor(new HashSet<>(List.of(flags))))
        .orElse(new Processor(Set.of()));
  }

  /**
   * Whether products of bfloat16 are instructions, which makes them faster than those of floats.
   */
  public boolean multipliesBfloat16() {
    return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
  }
}

package io.quern.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkStoreTest {
  @TempDir Path folder;

  @Test
  void returnsBlocksAsTheyCameFromMemoryAndFromDisk() {
    List<byte[]> blocks = randomBlocks();
    try (ChunkStore store = new ChunkStore(2000, this::newFile)) {
      blocks.forEach(block -> store.add(ByteBuffer.wrap(block)));
      store.seal();

      assertThat(store.spilledBytes()).isPositive();
      assertThatReads(store, blocks);
    }
  }

  @Test
  void blocksMoveToFilesWhereOthersNeedTheMemory() {
    List<byte[]> blocks = randomBlocks();
    try (ChunkStore store = new ChunkStore(2000, this::newFile)) {
      for (int i = 0; i < blocks.size(); i++) {
        store.reserve(60L * i);
        assertThat(store.memoryUsed()).isLessThanOrEqualTo(Math.max(0, 2000 - 60L * i));
        store.add(ByteBuffer.wrap(blocks.get(i)));
        assertThat(store.memoryUsed()).isLessThanOrEqualTo(Math.max(0, 2000 - 60L * i));
      }
      store.seal();

      assertThat(store.spilledBytes()).isEqualTo(blocks.stream().mapToLong(b -> b.length).sum());
      assertThatReads(store, blocks);
    }
  }

  @Test
  void leavesNoFileBehind() {
    ChunkStore store = new ChunkStore(0, this::newFile);
    randomBlocks().forEach(block -> store.add(ByteBuffer.wrap(block)));
    assertThat(folder).isNotEmptyDirectory();

    store.seal();
    assertThat(folder).isEmptyDirectory();
    store.close();
  }

  @Test
  void deletesItsFileWhenClosedBeforeItIsComplete() {
    ChunkStore store = new ChunkStore(0, this::newFile);
    store.add(ByteBuffer.wrap(new byte[10]));

    store.close();

    assertThat(folder).isEmptyDirectory();
  }

  private static void assertThatReads(ChunkStore store, List<byte[]> blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      byte[] read = new byte[blocks.get(i).length];
      store.get(i).duplicate().get(read);
      assertThat(read).isEqualTo(blocks.get(i));
    }
  }

  private static List<byte[]> randomBlocks() {
    Random random = new Random(5);
    List<byte[]> blocks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] block = new byte[random.nextInt(300)];
      random.nextBytes(block);
      blocks.add(block);
    }
    return blocks;
  }

  private File newFile() {
    return folder.resolve("spill").toFile();
  }
}

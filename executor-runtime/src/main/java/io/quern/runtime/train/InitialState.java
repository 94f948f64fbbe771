package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.CheckedFiles;
import io.quern.model.bundle.SparseShardReader;
import io.quern.ps.ParameterServer;
import io.quern.ps.RowVisitor;
import io.quern.ps.TableConfig;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What the parameter servers of a training hold before its first step; travels to them. */
sealed interface InitialState extends Serializable {
  /** What to do about a checkpoint that is damaged. */
  String REMOVE = "Remove the checkpoint's folder, or set resume = false, to begin from the start";

  /**
   * Brings a new server there. Each takes what is its own, however many servers wrote the files.
   *
   * @throws io.quern.api.QuernException {@code MODEL}, when a file is missing or damaged
   */
  void bring(ParameterServer server, Configuration hadoop);

  /**
   * No rows; a fresh optimizer.
   *
   * @param dense the whole dense array
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  record Fresh(float[] dense) implements InitialState {
    @Override
    public void bring(ParameterServer server, Configuration hadoop) {
      server.initialiseDense(dense);
    }
  }

  /**
   * The weights of a version, and a fresh optimizer.
   *
   * @param dense the whole dense array
   * @param shards of all tables
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  record Weights(float[] dense, CheckedFiles shards) implements InitialState {
    public Weights {
      requireNonNull(shards, "shards is null");
    }

    @Override
    public void bring(ParameterServer server, Configuration hadoop) {
      server.initialiseDense(dense);
      Map<Integer, SparseShardReader.Rows> byWidth = new HashMap<>();
      List<TableConfig> tables = server.config().tables();
      for (int table = 0; table < tables.size(); table++) {
        RowVisitor rows = server.importer(table);
        byWidth.put(tables.get(table).width(), rows::row);
      }
      shards.readAll(hadoop, in -> SparseShardReader.read(in, byWidth));
    }
  }

  /**
   * The weights and the optimizer's state of another training, with the learning rates of this one.
   *
   * @param states of all its servers
   */
  record Kept(CheckedFiles states) implements InitialState {
    public Kept {
      requireNonNull(states, "states is null");
    }

    @Override
    public void bring(ParameterServer server, Configuration hadoop) {
      states.readAll(hadoop, server::load);
      server.restartLearningRates();
    }
  }

  /**
   * All that the servers of a training that was cut short have saved, learning rates included.
   *
   * @param states of all its servers
   */
  record Resumed(CheckedFiles states) implements InitialState {
    public Resumed {
      requireNonNull(states, "states is null");
    }

    @Override
    public void bring(ParameterServer server, Configuration hadoop) {
      try {
        states.readAll(hadoop, server::load);
      } catch (QuernException e) {
        throw e.code() == ErrorCode.MODEL ? e.withHint(REMOVE) : e;
      }
    }
  }
}

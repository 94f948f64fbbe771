/**
 * The parameter server: sharded off-heap embedding tables and dense parameters.
 *
 * <p>Start with {@link io.quern.ps.PsClient}, what a worker does each step, then {@link
 * io.quern.ps.ParameterServer}, what answers it. From there three ways lead down:
 *
 * <ul>
 *   <li>tables: {@code SparseTable} → {@code TableShard} → {@code RowIndex}, {@code RowSlabs} →
 *       {@code Memory}; who gets a row is up to {@link io.quern.ps.Admission}, who loses it to
 *       {@link io.quern.ps.Eviction};
 *   <li>update rules: {@code UpdateRule} and its implementations, shared by table rows and the
 *       {@code DenseSlice};
 *   <li>transport: {@link io.quern.ps.PsClients} → {@code ShardedPsClient} → {@code RemoteLink} on
 *       the worker's side, {@link io.quern.ps.PsEndpoint} → {@code ServerConnection} → {@code
 *       Requests} on the server's, {@code Wire} between them.
 * </ul>
 *
 * <p>Nothing here knows Spark, SQL or TensorFlow.
 */
package io.quern.ps;

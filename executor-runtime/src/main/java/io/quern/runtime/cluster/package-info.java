/**
 * The life of one training's cluster: registry, lease, roles, slots and the channel to the driver.
 *
 * <p>Start with {@link io.quern.runtime.cluster.TrainingCluster}, the driver's side, then {@link
 * io.quern.runtime.cluster.RoleRunner}, what runs in a task. Nothing here knows models or rows.
 */
package io.quern.runtime.cluster;

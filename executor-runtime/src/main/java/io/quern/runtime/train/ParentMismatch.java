package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;

/**
 * Why a training cannot go on from a version.
 *
 * @param option the name of the option to blame
 * @param error what the user is told, without a place
 */
public record ParentMismatch(String option, QuernException error) {
  public ParentMismatch {
    requireNonNull(option, "option is null");
    requireNonNull(error, "error is null");
  }
}

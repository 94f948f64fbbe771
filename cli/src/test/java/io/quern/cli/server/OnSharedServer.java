package io.quern.cli.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a server, but not one of their own: Maven runs all of them in one process, where
 * {@code @BeforeAll} gets its {@link ServerLab}. They leave no table and no connection behind.
 */
@Tag("shared-server")
@ExtendWith(SharedServer.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface OnSharedServer {}

package io.quern.notebooks.install;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Jupyter has to know to start a kernel.
 *
 * @param name of its folder, as {@code jupyter --kernel} takes it
 * @param displayName as front ends list it
 * @param command that starts it; {@code {connection_file}} stands for a path
 */
public record KernelSpec(String name, String displayName, List<String> command) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");
  private static final String LOGO = "logo-svg.svg";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * Checks the name.
   *
   * @throws QuernException CONFIG, where Jupyter would not take it
   */
  public KernelSpec {
    if (!NAME.matcher(name).matches()) {
      throw new QuernException(
          ErrorCode.CONFIG,
          "Invalid kernel name '" + name + "': small letters, digits and . _ - are allowed");
    }
    requireNonNull(displayName, "displayName is null");
    command = List.copyOf(command);
  }

  /**
   * Writes it below {@code kernels}, over what is there.
   *
   * @return the folder
   * @throws QuernException STORAGE, where it cannot be written
   */
  public Path install(Path kernels) {
    Path folder = kernels.resolve(name);
    try (InputStream logo = KernelSpec.class.getResourceAsStream("/" + LOGO)) {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("kernel.json"), json());
      Files.copy(
          requireNonNull(logo, "logo is missing"),
          folder.resolve(LOGO),
          StandardCopyOption.REPLACE_EXISTING);
      return folder;
    } catch (IOException e) {
      throw new QuernException(ErrorCode.STORAGE, "Cannot write '" + folder + "'", e)
          .withHint("--user installs it for you alone, --prefix PATH into an environment");
    }
  }

  String json() throws IOException {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode argv = json.putArray("argv");
    command.forEach(argv::add);
    json.put("display_name", displayName);
    json.put("language", "sql");
    json.put("interrupt_mode", "message");
    return JSON.writeValueAsString(json) + "\n";
  }
}

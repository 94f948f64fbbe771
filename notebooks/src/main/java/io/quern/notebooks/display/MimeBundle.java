package io.quern.notebooks.display;

import java.util.Map;

/**
 * One thing to show, in several forms; a front end takes the richest that it knows.
 *
 * @param forms by MIME type
 */
public record MimeBundle(Map<String, String> forms) {
  private static final String TEXT = "text/plain";

  public MimeBundle {
    forms = Map.copyOf(forms);
  }

  static MimeBundle html(String text, String html) {
    return new MimeBundle(Map.of(TEXT, text, "text/html", html));
  }

  static MimeBundle svg(String text, String svg) {
    return new MimeBundle(Map.of(TEXT, text, "image/svg+xml", svg));
  }

  /** Something that there is no more to say of. */
  public static MimeBundle plain(String text) {
    return new MimeBundle(Map.of(TEXT, text));
  }
}

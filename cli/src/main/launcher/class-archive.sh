# The class-data archive: the classes of the jars as the JVM keeps them in memory, mapped at a start in place of being
# read, parsed and checked once more. See docs/adr/0015-class-archive.md. Sourced by bin/quern.

# What the archive at hand is good for: this JVM, these jars, these options. The JVM checks most of it again.
archive_key() {
  local vm files
  vm=$(dirname "$(readlink -f "$(command -v "$java")")")/../lib/server/libjvm.so
  IFS=: read -ra files <<<"$jars"
  { stat -L -c '%n %s %Y' "$vm" "${files[@]}" && cat "$launcher"/*; } 2>/dev/null | sha256sum 2>/dev/null | cut -c1-16
}

# Sets archive_options. Where there is no archive yet, one is made as soon as this process has ended.
use_archive() {
  local folder=${QUERN_ARCHIVES-${HOME:-/nonexistent}/.cache/quern/classes}
  archive_options=()
  [[ -n $folder ]] || return 0
  local archive
  archive=$folder/$(archive_key).jsa || return 0
  if [[ -s $archive ]]; then
    archive_options=(-XX:SharedArchiveFile="$archive" -XX:+VerifySharedSpaces -Xlog:disable -Xlog:all=error:stderr)
  elif mkdir -p "$folder" 2>/dev/null && [[ -w $folder && -z $(tried_today "$archive") ]]; then
    setsid "$launcher/make-class-archive" $$ "$archive" "$java" "$jars" "$folders" </dev/null >/dev/null 2>&1 9>&- &
  fi
}

# An attempt that failed leaves an empty file: once a day is enough.
tried_today() {
  find "$1" -empty -mtime -1 2>/dev/null
}

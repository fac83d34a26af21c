#!/usr/bin/env bash
# Writes down, after a build, the classes that commands load (https://openjdk.org/jeps/350), so that commands start in
# half the time. Maven calls this; whatever goes wrong is no fault of the build, as everything works without it.
set -euo pipefail

command=archive.sh
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/build.sh"

# Also because a JVM would not make an archive on top of it.
rm -f -- "$archive"

folder=$(mktemp -d -- "$target/archive.XXXXXX")
trap 'rm -rf -- "$folder"' EXIT

# Java options are separated by spaces, of which the folder's name may have some.
cd -- "$folder"
if env -u SPARK_HOME -u HADOOP_CONF_DIR -u CROSSCOUNTRY_LOG "$root/deploy/submit.sh" --master 'local[1]' \
  --driver-java-options -XX:ArchiveClassesAtExit=classes.jsa rehearse "$folder" </dev/null >log 2>&1 &&
  [[ -s classes.jsa ]]; then
  # A JVM that reads an archive must never see half of it.
  mv -- classes.jsa "$archive"
else
  say "commands will start slower than they could: their classes could not be archived"
  tail -n 3 log >&2
fi

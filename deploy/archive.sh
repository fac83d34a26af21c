#!/usr/bin/env bash
# Writes down, after a build, the classes that commands load (https://openjdk.org/jeps/350), so that commands start
# sooner. Maven calls this; whatever goes wrong is no fault of the build, as everything works without it.
set -euo pipefail

command=archive.sh
folder=''
archived=no
end() {
  set +e
  if [[ $archived == no ]]; then
    printf '%s: commands will start slower than they could: their classes could not be archived\n' "$command" >&2
    [[ -z $folder || ! -r $folder/log ]] || tail -n 3 -- "$folder/log" >&2
  fi
  [[ -z $folder ]] || rm -rf -- "$folder"
  exit 0
}
trap end EXIT

# shellcheck source-path=SCRIPTDIR source=build.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/build.sh"

# To build is not for this script, which the build calls.
is_built || exit

# Also because a JVM would not make an archive on top of it.
rm -f -- "$archive" "$archive_size"

folder=$(mktemp -d -- "$target/archive.XXXXXX")
# Java options are separated by spaces, of which the folder's name may have some.
cd -- "$folder"

limit=()
if command -v timeout >/dev/null; then limit=(timeout --kill-after=10s 5m); fi
env -u SPARK_HOME -u SPARK_CONF_DIR -u HADOOP_CONF_DIR -u CROSSCOUNTRY_LOG -u CROSSCOUNTRY_SECRET_FILE \
  -u CROSSCOUNTRY_CLUSTER_DIR -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS -u _JAVA_OPTIONS \
  "${limit[@]}" "$root/deploy/submit.sh" --master 'local[1]' \
  --driver-java-options -XX:ArchiveClassesAtExit=classes.jsa rehearse "$folder" </dev/null >log 2>&1
[[ -s classes.jsa ]]
stat -L -c %s -- classes.jsa >"$archive_size"
# A JVM that reads an archive must never see half of it.
mv -- classes.jsa "$archive"
archived=yes

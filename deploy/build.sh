# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by the scripts beside it: where things lie, the JDK, the build, what every JVM is given.
# Before, `command` names the script in messages.

root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
conf=$root/conf
target=$root/spark-jobs/target
jar=$target/crosscountry.jar
# What archive.sh leaves: the archive, and how many bytes it has.
archive=$target/classes.jsa
archive_size=$archive.size
# What `cluster.sh start` leaves, by which the other script knows a running cluster.
cluster=$(readlink -m -- "${CROSSCOUNTRY_CLUSTER_DIR:-$target/cluster}")
readonly root conf target jar archive archive_size cluster

say() {
  printf '%s: %s\n' "$command" "$1" >&2
}

# Ends with a sentence on what cannot be used.
fail() {
  say "$1"
  exit 2
}

# Sets `java` to that of a JDK 17 or newer.
find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || fail "JAVA_HOME is '$JAVA_HOME', where there is no bin/java: a JDK 17 is needed."
  else
    java=$(command -v java) || fail "no java on the path: a JDK 17 is needed."
  fi
  local release
  release=$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")/release
  if [[ -r $release && $(<"$release") =~ JAVA_VERSION=\"([0-9]+) ]] && ((BASH_REMATCH[1] < 17)); then
    fail "$java is Java ${BASH_REMATCH[1]}: a JDK 17 is needed."
  fi
}

is_built() {
  [[ -f $jar && -d $target/lib && -d $target/spark/jars ]]
}

build() {
  command -v mvn >/dev/null ||
    fail "the application is not built and there is no mvn on the path: Maven 3.8 or newer is needed."
  [[ -x $(dirname -- "$(readlink -f -- "$java")")/javac ]] ||
    fail "the application is not built and $java comes without a compiler: a JDK 17 is needed."
  say "building the application; the first time, Maven downloads what it needs"
  (
    # Of several first calls, one builds and the others wait.
    if command -v flock >/dev/null; then flock 9; fi
    is_built || (cd -- "$root" && mvn -B -q -DskipTests package)
  ) 9<"$root/pom.xml" </dev/null >&2 || {
    say "the build failed"
    exit 1
  }
}

# Builds where nothing is built; says so where the sources have moved on since, and leaves that to the user.
ensure_built() {
  is_built || build
  local newer
  newer=$(find "$root"/*/src/main "$root"/pom.xml "$root"/*/pom.xml "$conf"/{crosscountry,simulation,quick,standard,nightly}.conf \
    -type f -newer "$target/lib" -print -quit)
  [[ -z $newer ]] ||
    say "${newer#"$root"/} is newer than the build, which is used as it is; mvn -DskipTests package builds anew"
}

# Sets `class_path` to that of a driver. Settings in HOCON in its folders win over those in jars, wherever they stand; an
# archive is of use only to a class path that begins with the jars that it was made of.
find_classes() {
  class_path="$jar:$target/lib/*:$target/spark/jars/*:$conf${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}"
}

# Sets `archive_options` to what makes a JVM take its classes from the archive. One that does not fit, for a jar is newer
# or the JVM another one, it passes over, and should do so silently. The arguments are options that the JVM gets besides.
read_archive_options() {
  archive_options=()
  # A JVM 17 does not look whether the file was copied whole, and crashes at its end.
  [[ -r $archive && -r $archive_size && $(<"$archive_size") == "$(stat -L -c %s -- "$archive")" ]] || return 0
  # A JVM 17 crashes where a recording or an agent, on from the start, asks for an archived class that its jar has for
  # newer Javas only, as a class of Log4j is; these are the options and variables that may switch one on.
  local given="$* ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}"
  if [[ ! $given =~ agent|Xrun|Xshare|Flight|Flags|VMOptionsFile|Archive|@ ]]; then
    archive_options=("-XX:SharedArchiveFile=$archive" '-Xlog:cds*=off')
  fi
}

# Sets `jvm_options` to what every JVM needs.
read_jvm_options() {
  jvm_options=()
  local option
  while read -r option || [[ -n $option ]]; do
    [[ -z $option || $option == '#'* ]] || jvm_options+=("$option")
  done <"$conf/jvm.options"
}

# Prints an amount of memory, the value of an option, in MiB.
mebibytes() {
  # Spark takes MiB where no unit is given, and units of two letters.
  [[ $2 =~ ^([0-9]+)([kKmMgGtT]?)[bB]?$ ]] || fail "$1 $2 is no amount of memory, as 4g is."
  local amount=$((10#${BASH_REMATCH[1]}))
  case ${BASH_REMATCH[2]} in
    [kK]) amount=$((amount / 1024)) ;;
    [gG]) amount=$((amount * 1024)) ;;
    [tT]) amount=$((amount * 1024 * 1024)) ;;
  esac
  printf '%d\n' "$amount"
}

#!/usr/bin/env bash
# Runs a command of Crosscountry on Spark: the one at SPARK_HOME, or else the one that comes with the build.
set -euo pipefail

readonly MAIN_CLASS=crosscountry.jobs.Main

usage() {
  cat <<'USAGE'
Usage: deploy/submit.sh [spark-submit options] COMMAND [options]

  deploy/submit.sh graphs
  deploy/submit.sh train --graphs RoeFlux_1d --budget 2m
  deploy/submit.sh search --graph RoeFlux_1d --method annealing --budget 10s
  deploy/submit.sh search --graph mine.jaxpr --method policy
  deploy/submit.sh bound --graph RobotArm_6DOF --budget 1m
  deploy/submit.sh report --run-id nightly-3
  deploy/submit.sh --master spark://host:7077 --driver-memory 8g train --graphs all --budget 1h
  deploy/submit.sh help            the commands
  deploy/submit.sh COMMAND --help  the options of one

What stands before COMMAND goes to spark-submit (https://spark.apache.org/docs/3.5.7/submitting-applications.html).
With SPARK_HOME set, that installation's spark-submit is used. Otherwise a Spark of the same version starts in this
process: all cores of this machine unless --master says otherwise, 3g of heap unless --driver-memory does.

The first call builds the application, which needs a JDK 17 and Maven. Results go to standard output, logs and progress
to standard error; the exit code is the command's.
USAGE
}

fail() {
  printf 'submit.sh: %s\n' "$1" >&2
  exit 2
}

script=$(readlink -f -- "${BASH_SOURCE[0]}")
root=$(dirname -- "$(dirname -- "$script")")
conf=$root/conf
target=$root/spark-jobs/target
jar=$target/crosscountry.jar
log_config=$conf/log4j2.properties

# --- the caller's options: up to the first word that neither is an option nor belongs to one ---

submit_options=()
master='' driver_memory='' driver_java_options='' driver_class_path='' driver_library_path=''

# Notes an option that has a meaning to this script; all of them still go to Spark.
note() {
  case $1 in
    --master) master=$2 ;;
    --deploy-mode) [[ $2 == client || -n ${SPARK_HOME:-} ]] || fail "--deploy-mode $2 needs SPARK_HOME." ;;
    --driver-memory) driver_memory=$2 ;;
    --driver-java-options) driver_java_options=$2 ;;
    --driver-class-path) driver_class_path=$2 ;;
    --driver-library-path) driver_library_path=$2 ;;
    --class) fail "the class is given; COMMAND says what to run." ;;
    --conf | -c)
      case $2 in
        spark.master=*) note --master "${2#*=}" ;;
        spark.submit.deployMode=*) note --deploy-mode "${2#*=}" ;;
        spark.driver.memory=*) note --driver-memory "${2#*=}" ;;
        spark.driver.extraJavaOptions=*) note --driver-java-options "${2#*=}" ;;
        spark.driver.extraClassPath=*) note --driver-class-path "${2#*=}" ;;
        spark.driver.extraLibraryPath=*) note --driver-library-path "${2#*=}" ;;
      esac
      ;;
    --properties-file)
      [[ -r $2 ]] || fail "cannot read the properties file '$2'."
      local line
      while read -r line || [[ -n $line ]]; do
        [[ $line =~ ^([^#[:space:]=:]+)[[:space:]=:]+(.*)$ ]] || continue
        # The command line wins over the file, wherever the file stands.
        case ${BASH_REMATCH[1]} in
          spark.master) master=${master:-${BASH_REMATCH[2]}} ;;
          spark.driver.memory) driver_memory=${driver_memory:-${BASH_REMATCH[2]}} ;;
        esac
      done <"$2"
      ;;
  esac
}

while (($#)); do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --version) break ;;
    -v | --verbose | --supervise)
      submit_options+=("$1")
      shift
      ;;
    --master | --deploy-mode | --class | --name | --jars | --packages | --exclude-packages | --repositories | \
      --py-files | --files | --archives | --conf | -c | --properties-file | --driver-memory | --driver-java-options | \
      --driver-class-path | --driver-library-path | --driver-cores | --executor-memory | --executor-cores | \
      --total-executor-cores | --num-executors | --proxy-user | --principal | --keytab | --queue)
      (($# > 1)) || fail "$1 needs a value."
      note "$1" "$2"
      submit_options+=("$1" "$2")
      shift 2
      ;;
    --?*=*)
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
      ;;
    -*)
      fail "$1 is not an option of spark-submit; options of a command stand behind the command."
      ;;
    *) break ;;
  esac
done

if (($# == 0)); then
  usage >&2
  exit 2
fi

# --- a JDK, and the application ---

if [[ -n ${JAVA_HOME:-} ]]; then
  java=$JAVA_HOME/bin/java
  [[ -x $java ]] || fail "JAVA_HOME is '$JAVA_HOME', where there is no bin/java: a JDK 17 is needed."
else
  java=$(command -v java) || fail "no java on the path: a JDK 17 is needed."
fi
release=$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")/release
if [[ -r $release && $(<"$release") =~ JAVA_VERSION=\"([0-9]+) ]] && ((BASH_REMATCH[1] < 17)); then
  fail "$java is Java ${BASH_REMATCH[1]}: a JDK 17 is needed."
fi

is_built() {
  [[ -f $jar && -d $target/lib && -d $target/spark/jars ]]
}

build() {
  command -v mvn >/dev/null ||
    fail "the application is not built and there is no mvn on the path: Maven 3.8 or newer is needed."
  [[ -x $(dirname -- "$(readlink -f -- "$java")")/javac ]] ||
    fail "the application is not built and $java comes without a compiler: a JDK 17 is needed."
  echo "submit.sh: building the application; the first time, Maven downloads what it needs" >&2
  (
    # Of several first calls, one builds and the others wait.
    if command -v flock >/dev/null; then flock 9; fi
    is_built || (cd -- "$root" && mvn -B -q -DskipTests package)
  ) 9<"$root/pom.xml" </dev/null >&2 || {
    echo "submit.sh: the build failed" >&2
    exit 1
  }
}

is_built || build

libraries=$(printf '%s,' "$target"/lib/*.jar)
libraries=${libraries%,}

# --- what driver and executors need ---

jvm_options=()
while read -r option || [[ -n $option ]]; do
  [[ -z $option || $option == '#'* ]] || jvm_options+=("$option")
done <"$conf/jvm.options"

driver_memory=${driver_memory:-3g}
# Spark takes MiB where no unit is given, and units of two letters.
[[ $driver_memory =~ ^([0-9]+)([kKmMgGtT]?)[bB]?$ ]] || fail "--driver-memory $driver_memory is no amount of memory, as 4g is."
heap=${BASH_REMATCH[1]}
case ${BASH_REMATCH[2]} in
  [kK]) heap=$((heap / 1024)) ;;
  [gG]) heap=$((heap * 1024)) ;;
  [tT]) heap=$((heap * 1024 * 1024)) ;;
esac

# ND4J's arrays lie outside the heap: 2g of them, and room for the rest of the process.
driver_options=(
  "-Dorg.bytedeco.javacpp.maxbytes=2g"
  "-Dorg.bytedeco.javacpp.maxphysicalbytes=$((heap + 4096))m"
  "-Dlog4j2.configurationFile=$log_config"
)

# One thread per operation is faster at our sizes: the cores belong to games, not to single matrix products.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}

# The caller's options follow these, and the last one wins. The default Java options come before the caller's own.
settings=(
  --conf spark.ui.enabled=false
  --conf spark.ui.showConsoleProgress=false
  --conf spark.executorEnv.OMP_NUM_THREADS=1
  --conf "spark.executor.defaultJavaOptions=${jvm_options[*]}"
)

# On this machine alone, traffic stays on the loopback interface.
if [[ $master == local* || (-z $master && -z ${SPARK_HOME:-}) ]]; then
  export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
  settings+=(--conf "spark.driver.host=$SPARK_LOCAL_IP" --conf "spark.driver.bindAddress=$SPARK_LOCAL_IP")
fi

if [[ -n ${SPARK_HOME:-} ]]; then
  submit=$SPARK_HOME/bin/spark-submit
  [[ -x $submit ]] || fail "SPARK_HOME is '$SPARK_HOME', where there is no bin/spark-submit."
  quoted=$(printf ' "%s"' "${jvm_options[@]}" "${driver_options[@]}")
  exec "$submit" \
    --class "$MAIN_CLASS" \
    --driver-memory "$driver_memory" \
    --jars "$libraries" \
    --conf "spark.driver.defaultJavaOptions=${quoted# }" \
    "${settings[@]}" "${submit_options[@]}" \
    "$jar" "$@"
fi

# The launcher scripts of Spark are not among its jars, so this starts the driver's JVM itself.
export SPARK_HOME=$target/spark SPARK_SCALA_VERSION=2.12
if [[ -z $master ]]; then
  master='local[*]'
  settings+=(--master "$master")
fi
class_path="$conf:$jar:$target/lib/*:$target/spark/jars/*"
if [[ $master == local* ]]; then
  # Every JVM of this Spark can read the jars where they lie: no copies.
  resource=spark-internal
  settings+=(--conf "spark.executor.extraClassPath=$conf:$jar:$target/lib/*")
else
  resource=$jar
  settings+=(--jars "$libraries")
fi

read -r -a extra_options <<<"$driver_java_options"
if [[ -n $driver_library_path ]]; then
  extra_options+=("-Djava.library.path=$driver_library_path")
fi

exec "$java" "${jvm_options[@]}" "-Xmx${heap}m" "${driver_options[@]}" "${extra_options[@]}" \
  -cp "${driver_class_path:+$driver_class_path:}$class_path" \
  org.apache.spark.deploy.SparkSubmit \
  --class "$MAIN_CLASS" "${settings[@]}" "${submit_options[@]}" \
  "$resource" "$@"

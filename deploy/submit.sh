#!/usr/bin/env bash
# Runs a command of Crosscountry on Spark: the one at SPARK_HOME, or else the one that comes with the build.
set -euo pipefail

readonly MAIN_CLASS=crosscountry.jobs.Main

command=submit.sh
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/build.sh"
log_config=$conf/log4j2.properties
log_options=()
# The heap of a driver, unless --driver-memory says otherwise.
default_driver_memory=3g

# Makes a JSON object of each line that is none: what scripts, JVMs and native code say past the log. A printed map of
# Java is in braces, too, but its first key is not in quotes.
as_json() {
  # A run saves its state on these, and has more to say.
  trap '' INT TERM HUP
  local line
  while read -r line || [[ -n $line ]]; do
    if [[ $line != '{"'*'}' ]]; then
      line=${line//\\/\\\\}
      line=${line//'"'/'\"'}
      line=${line//[[:cntrl:]]/ }
      TZ=UTC printf -v line '{"@timestamp":"%(%FT%TZ)T","log.level":"WARN","message":"%s"}' -1 "$line"
    fi
    printf '%s\n' "$line"
  done
}

case ${CROSSCOUNTRY_LOG:-text} in
  text) ;;
  json)
    log_config=$conf/log4j2.properties,$conf/log4j2-json.properties
    log_options=(-Dcrosscountry.log=json -Dlog4j2.isThreadContextMapInheritable=true)
    exec 2> >(as_json >&2)
    ;;
  *) fail "CROSSCOUNTRY_LOG is '$CROSSCOUNTRY_LOG', and should be text or json." ;;
esac

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
  deploy/submit.sh --master "$(deploy/cluster.sh start)" train --graphs all --budget 1h
  deploy/submit.sh help            the commands
  deploy/submit.sh COMMAND --help  the options of one

What stands before COMMAND goes to spark-submit (https://spark.apache.org/docs/3.5.7/submitting-applications.html).
With SPARK_HOME set, that installation's spark-submit is used. Otherwise a Spark of the same version starts in this
process: all cores of this machine unless --master says otherwise, 3g of heap unless --driver-memory does.

To a cluster of deploy/cluster.sh it brings that cluster's secret by itself; to another one that asks for a secret, what
the file named by CROSSCOUNTRY_SECRET_FILE holds. deploy/README.md says more.

With CROSSCOUNTRY_LOG=json, each line on standard error is a JSON object.

The first call builds the application, which needs a JDK 17 and Maven. Results go to standard output, logs and progress
to standard error; the exit code is the command's.
USAGE
}

# --- the caller's options: up to the first word that neither is an option nor belongs to one ---

submit_options=()
master='' deploy_mode='' driver_memory='' executor_memory='' properties=''
driver_java_options='' driver_class_path='' driver_library_path='' jars=''

# Notes an option that has a meaning to this script; all of them still go to Spark.
note() {
  case $1 in
    --master) master=$2 ;;
    --deploy-mode) deploy_mode=$2 ;;
    --jars) jars=$2 ;;
    --driver-memory) driver_memory=$2 ;;
    --executor-memory) executor_memory=$2 ;;
    --driver-java-options) driver_java_options=$2 ;;
    --driver-class-path) driver_class_path=$2 ;;
    --driver-library-path) driver_library_path=$2 ;;
    --class) fail "the class is given; COMMAND says what to run." ;;
    --conf | -c)
      case $2 in
        spark.master=*) note --master "${2#*=}" ;;
        spark.submit.deployMode=*) note --deploy-mode "${2#*=}" ;;
        spark.authenticate.secret=*)
          fail "a secret on a command line can be read by everyone; name a file by CROSSCOUNTRY_SECRET_FILE."
          ;;
        spark.jars=*) note --jars "${2#*=}" ;;
        spark.driver.memory=*) note --driver-memory "${2#*=}" ;;
        spark.executor.memory=*) note --executor-memory "${2#*=}" ;;
        spark.driver.extraJavaOptions=*) note --driver-java-options "${2#*=}" ;;
        spark.driver.extraClassPath=*) note --driver-class-path "${2#*=}" ;;
        spark.driver.extraLibraryPath=*) note --driver-library-path "${2#*=}" ;;
      esac
      ;;
    --properties-file)
      [[ -r $2 ]] || fail "cannot read the properties file '$2'."
      properties=$2
      local line
      while read -r line || [[ -n $line ]]; do
        [[ $line =~ ^([^#[:space:]=:]+)[[:space:]=:]+(.*)$ ]] || continue
        # The command line wins over the file, wherever the file stands.
        case ${BASH_REMATCH[1]} in
          spark.master) master=${master:-${BASH_REMATCH[2]}} ;;
          spark.submit.deployMode) deploy_mode=${deploy_mode:-${BASH_REMATCH[2]}} ;;
          spark.jars) jars=${jars:-${BASH_REMATCH[2]}} ;;
          spark.driver.memory) driver_memory=${driver_memory:-${BASH_REMATCH[2]}} ;;
          spark.executor.memory) executor_memory=${executor_memory:-${BASH_REMATCH[2]}} ;;
          spark.driver.extraJavaOptions) driver_java_options=${driver_java_options:-${BASH_REMATCH[2]}} ;;
          spark.driver.extraClassPath) driver_class_path=${driver_class_path:-${BASH_REMATCH[2]}} ;;
          spark.driver.extraLibraryPath) driver_library_path=${driver_library_path:-${BASH_REMATCH[2]}} ;;
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

deploy_mode=${deploy_mode:-client}

# --- a JDK, and the application ---

find_java
ensure_built
read_jvm_options
read_archive_options "$driver_java_options"
find_classes

case $master in
  '' | local | local\[*\] | local-cluster\[*\] | spark://*:* | yarn | k8s://* | mesos://*) ;;
  *) fail "--master $master is no master's URL, as spark://host:7077, yarn, k8s://URL or local[2] are." ;;
esac

# --- a query of the orders, which needs no Spark but for SQL ---

needs_spark() {
  [[ $1 == orders ]] || return 0
  local word
  for word in "$@"; do
    [[ $word != --sql && $word != --sql=* ]] || return 0
  done
  return 1
}

# What is over before the optimizing compiler would pay takes half the processor time without that one.
compiler=()
case $1 in
  orders | report | evaluate | export-policy | rehearse) compiler=(-XX:TieredStopAtLevel=1) ;;
esac

if [[ -z ${SPARK_HOME:-} ]] && ((${#submit_options[@]} == 0)) && ! needs_spark "$@"; then
  exec "$java" "${jvm_options[@]}" "${archive_options[@]}" "${compiler[@]}" "-Xmx$default_driver_memory" \
    "-Dlog4j2.configurationFile=$log_config" "${log_options[@]}" -cp "$class_path" "$MAIN_CLASS" "$@"
fi

# --- what driver and executors need ---

heap=$(mebibytes --driver-memory "${driver_memory:-$default_driver_memory}")
executor_heap=$(mebibytes --executor-memory "${executor_memory:-1g}")

# ND4J's arrays lie outside the heap: 2g of them, and room for the rest of the process.
driver_options=(
  "-Dorg.bytedeco.javacpp.maxbytes=2g"
  "-Dorg.bytedeco.javacpp.maxphysicalbytes=$((heap + 4096))m"
)
executor_options=(
  "${jvm_options[@]}"
  "-Dorg.bytedeco.javacpp.maxbytes=1g"
  "-Dorg.bytedeco.javacpp.maxphysicalbytes=$((executor_heap + 2048))m"
)
# Elsewhere, the configuration of the log is that of the machine.
if [[ $deploy_mode == client ]]; then
  driver_options+=("-Dlog4j2.configurationFile=$log_config" "${log_options[@]}")
fi

# One thread per operation is faster at our sizes: the cores belong to games, not to single matrix products.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}

# The caller's options follow these, and the last one wins. The default Java options come before the caller's own.
settings=(
  --conf spark.ui.enabled=false
  --conf spark.ui.showConsoleProgress=false
  --conf spark.executorEnv.OMP_NUM_THREADS=1
  --conf "spark.executor.defaultJavaOptions=${executor_options[*]}"
)

# What has to win over the caller's options: they are part of it.
final_settings=()

# --- the jars that are sent ---

# Executors play in plain Java: networks, proofs and all that is native stay with the driver, if that is here.
if [[ $deploy_mode == client && $1 != refit ]]; then
  sent=("$target"/lib/{environment,datasets,models}-*.jar)
elif [[ $deploy_mode == client ]]; then
  # A refit learns on the executors' processors; what CUDA needs is the driver's, and 600 MB.
  sent=()
  for library in "$target"/lib/*.jar; do
    [[ ${library##*/} == @(nd4j-cuda|cuda)-* ]] || sent+=("$library")
  done
else
  sent=("$target"/lib/*.jar)
fi
if [[ $master != local* && -n $master${SPARK_HOME:-} ]]; then
  sent_list=$(printf '%s,' "${sent[@]}")$jars
  final_settings+=(--jars "${sent_list%,}")
fi

# --- the cluster: who may talk to it, and where the driver listens ---

# Reads the settings on standard input besides those of the caller's file, which win over them.
use_profile() {
  local defaults=${SPARK_CONF_DIR:-${SPARK_HOME:+$SPARK_HOME/conf}}/spark-defaults.conf file
  [[ -n $properties || ! -r $defaults ]] || properties=$defaults
  # Nobody can read what has no name any more, but by this script and what it starts.
  file=$(umask 077 && mktemp)
  cat - ${properties:+"$properties"} >"$file"
  exec 9<"$file"
  rm -f -- "$file"
  final_settings+=(--properties-file /dev/fd/9)
}

local_ip=''
if [[ -n $master && -r $cluster/url && $master == "$(<"$cluster/url")" ]]; then
  use_profile <"$cluster/cluster.properties"
  if [[ $deploy_mode != client && -r $cluster/memory ]] && ((heap > $(mebibytes --memory "$(<"$cluster/memory")"))); then
    fail "a driver of ${driver_memory:-$default_driver_memory} does not fit a worker of $(<"$cluster/memory"); start the cluster with more --memory, or give a smaller --driver-memory."
  fi
  # All cores are waited for, where it is known how many they are; a driver on a worker takes some of them.
  [[ $deploy_mode != client ]] || settings+=(--conf "spark.cores.max=$(<"$cluster/cores")")
  local_ip=${master#spark://}
  local_ip=${local_ip%:*}
elif [[ -n ${CROSSCOUNTRY_SECRET_FILE:-} ]]; then
  [[ -r $CROSSCOUNTRY_SECRET_FILE ]] ||
    fail "CROSSCOUNTRY_SECRET_FILE is '$CROSSCOUNTRY_SECRET_FILE', which cannot be read."
  [[ $(stat -L -c %a -- "$CROSSCOUNTRY_SECRET_FILE") == ?00 ]] ||
    fail "others may read the secret in $CROSSCOUNTRY_SECRET_FILE; chmod 600 makes it yours alone."
  use_profile < <(
    cat -- "$conf/cluster.properties"
    printf '\nspark.authenticate.secret   %s\n' "$(<"$CROSSCOUNTRY_SECRET_FILE")"
  )
fi

# On this machine alone, traffic stays on the loopback interface.
case $master in
  local* | spark://127.* | spark://localhost:*) local_ip=${local_ip:-127.0.0.1} ;;
  '') [[ -n ${SPARK_HOME:-} ]] || local_ip=127.0.0.1 ;;
esac
if [[ -n $local_ip ]]; then
  export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-$local_ip}
  if [[ $deploy_mode == client ]]; then
    settings+=(--conf "spark.driver.host=$SPARK_LOCAL_IP" --conf "spark.driver.bindAddress=$SPARK_LOCAL_IP")
  fi
fi

# --- submission ---

# Where others start the driver's JVM.
if [[ -n ${SPARK_HOME:-} || $deploy_mode != client ]]; then
  quoted=$(printf '"%s" ' "${jvm_options[@]}" "${driver_options[@]}")
  settings+=(--driver-memory "${heap}m")
  if [[ $deploy_mode != client && $master == spark://* ]]; then
    # A standalone worker is not told the default options.
    final_settings+=(--driver-java-options "$quoted$driver_java_options")
  else
    settings+=(--conf "spark.driver.defaultJavaOptions=${quoted% }")
  fi
fi

if [[ -n ${SPARK_HOME:-} ]]; then
  submit=$SPARK_HOME/bin/spark-submit
  [[ -x $submit ]] || fail "SPARK_HOME is '$SPARK_HOME', where there is no bin/spark-submit."
  if [[ $deploy_mode == client ]]; then
    final_settings+=(--driver-class-path "${driver_class_path:+$driver_class_path:}$jar:$target/lib/*")
  fi
  exec "$submit" \
    --class "$MAIN_CLASS" \
    "${settings[@]}" "${submit_options[@]}" "${final_settings[@]}" \
    "$jar" "$@"
fi

# The launcher scripts of Spark are not among its jars, so this starts the driver's JVM itself.
export SPARK_HOME=$target/spark SPARK_SCALA_VERSION=2.12
if [[ -z $master ]]; then
  master='local[*]'
  settings+=(--master "$master")
fi
if [[ $master == local* ]]; then
  # Every JVM of this Spark can read the jars where they lie: no copies.
  resource=spark-internal
  settings+=(--conf "spark.executor.extraClassPath=$conf:$jar:$target/lib/*")
else
  resource=$jar
fi

read -r -a extra_options <<<"$driver_java_options"
if [[ -n $driver_library_path ]]; then
  extra_options+=("-Djava.library.path=$driver_library_path")
fi

exec "$java" "${jvm_options[@]}" "${archive_options[@]}" "${compiler[@]}" "-Xmx${heap}m" "${driver_options[@]}" \
  "${extra_options[@]}" \
  -cp "${driver_class_path:+$driver_class_path:}$class_path" \
  org.apache.spark.deploy.SparkSubmit \
  --class "$MAIN_CLASS" "${settings[@]}" "${submit_options[@]}" "${final_settings[@]}" \
  "$resource" "$@"

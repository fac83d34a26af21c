#!/usr/bin/env bash
# A standalone Spark cluster on this machine, from the Spark that comes with the build.
set -euo pipefail

command=cluster.sh
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/build.sh"

usage() {
  cat <<'USAGE'
Usage: deploy/cluster.sh start [options] | stop | status

  start    starts a master and workers in the background, waits until all workers have registered, and prints the
           URL that deploy/submit.sh --master takes
  stop     ends them all, and what they run; no error if there is nothing to end
  status   prints a line per process; the exit code is 0 if all run, 1 if not

Options of start:
  --workers N      workers (2)
  --cores C        cores of each worker (1)
  --memory M       memory of each worker, for its executors (2g)
  --host H         the one address on which everything listens (127.0.0.1)
  --port P         port of the master (one that is free)
  --webui-port P   port of the master's page (one that is free)

Only who knows the cluster's secret can use it, and all traffic is encrypted (conf/cluster.properties). The secret is
made by start, and lies with logs and work folders in spark-jobs/target/cluster, or in CROSSCOUNTRY_CLUSTER_DIR, where
deploy/submit.sh finds it. That folder is to be new, empty or that of an earlier cluster, whose logs start deletes.
USAGE
}

# Ends with a sentence on what went wrong.
give_up() {
  say "$1"
  exit 1
}

# --- the folder: what is in it is deleted, so a file tells that it was made here ---

readonly marker=$cluster/.crosscountry-cluster

# Makes the folder this cluster's, and keeps other starts out of it as long as this one takes.
claim_folder() {
  if [[ -e $cluster && ! -d $cluster ]]; then fail "$cluster is no folder; CROSSCOUNTRY_CLUSTER_DIR names another."; fi
  if [[ -d $cluster && ! -e $marker && -n $(find "$cluster" -mindepth 1 -print -quit) ]]; then
    fail "$cluster holds what no cluster left there, and would lose it; CROSSCOUNTRY_CLUSTER_DIR names another folder."
  fi
  (umask 077 && mkdir -p -- "$cluster") || give_up "cannot make the folder $cluster"
  [[ -O $cluster ]] || fail "$cluster belongs to another user; CROSSCOUNTRY_CLUSTER_DIR names another folder."
  chmod 700 -- "$cluster"
  exec 8>"$marker"
  if command -v flock >/dev/null && ! flock -n 8; then give_up "another start is at work in $cluster"; fi
}

# --- processes: a file NAME.pid holds the process's number and its start time, since numbers are used again ---

started() {
  local stat
  # Field 22 of all, the 20th behind the name in parentheses.
  stat=$(2>/dev/null cat -- "/proc/$1/stat") && read -r -a stat <<<"${stat##*) }" && [[ ${stat[0]} != Z ]] &&
    printf '%s\n' "${stat[19]}"
}

# Prints the number of the process if it runs.
pid_of() {
  local pid since
  # A process that ended before it was looked at has no start time in its file.
  read -r pid since <"$cluster/$1.pid" && [[ -n $since && $(started "$pid") == "$since" ]] && printf '%s\n' "$pid"
}

# Sets `names` to all processes, those first that are to end first: workers end their executors.
read_names() {
  names=()
  [[ -e $marker ]] || return 0
  local file
  for file in "$cluster"/worker-*.pid "$cluster"/master.pid; do
    if [[ -e $file ]]; then
      file=${file##*/}
      names+=("${file%.pid}")
    fi
  done
}

# Starts the class of Spark's as the process NAME.
launch() {
  local name=$1 heap=512m
  shift
  # It outlives this script, and must not keep the folder's lock.
  setsid "$java" "${jvm_options[@]}" "-Xmx$heap" -Dspark.port.maxRetries=0 \
    "-Dlog4j2.configurationFile=$conf/log4j2.properties" -cp "$conf:$target/spark/jars/*" \
    "$@" </dev/null >"$cluster/$name.log" 2>&1 8>&- &
  printf '%s %s\n' "$!" "$(started "$!")" >"$cluster/$name.pid"
}

end_all() {
  read_names
  local name pid patience
  for name in "${names[@]}"; do
    if pid=$(pid_of "$name"); then kill -TERM "$pid" 2>/dev/null || true; fi
  done
  for name in "${names[@]}"; do
    patience=100
    while pid=$(pid_of "$name"); do
      if ((patience-- == 0)); then kill -KILL "$pid" 2>/dev/null || true; fi
      ((patience > -100)) || give_up "$name, process $pid, does not end"
      sleep 0.1
    done
    rm -f -- "$cluster/$name.pid"
  done
}

# Ends all processes and forgets the secret; logs and work folders stay.
dismantle() {
  [[ -e $marker ]] || return 0
  end_all
  rm -rf -- "${cluster:?}"/{url,cores,memory,cluster.properties,local}
}

# --- ports ---

is_taken() {
  # An address of another machine may not answer at all.
  # shellcheck disable=SC2016
  timeout 2 bash -c ': <"/dev/tcp/$0/$1"' "$host" "$1" 2>/dev/null
}

# Prints a free port below those that the system hands out by itself, and not the given one.
free_port() {
  local port tries=20
  # Where every port answers, the address is hardly this machine's, as the master will find.
  while
    port=$((20000 + RANDOM % 12000))
    { [[ $port == "$1" ]] || is_taken "$port"; } && ((tries-- > 0))
  do :; done
  printf '%d\n' "$port"
}

# --- commands ---

# number OPTION VALUE MOST
number() {
  if ! [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || (($2 > $3)); then fail "$1 $2 is no number from 1 to $3."; fi
}

start() {
  local workers=2 cores=1 memory=2g host=127.0.0.1 port='' page=''
  while (($#)); do
    [[ $1 != --?*=* ]] || set -- "${1%%=*}" "${1#*=}" "${@:2}"
    case $1 in
      --workers | --cores | --memory | --host | --port | --webui-port) (($# > 1)) || fail "$1 needs a value." ;;
      *) fail "start has no option $1; cluster.sh help lists them." ;;
    esac
    case $1 in
      --workers) number "$1" "$2" 1000; workers=$2 ;;
      --cores) number "$1" "$2" 1000; cores=$2 ;;
      --memory) memory=$(mebibytes "$1" "$2")m ;;
      --host) host=$2 ;;
      --port) number "$1" "$2" 65535; port=$2 ;;
      --webui-port) number "$1" "$2" 65535; page=$2 ;;
    esac
    shift 2
  done
  [[ -z $port || $port != "$page" ]] || fail "the master and its page cannot both have port $port."

  claim_folder
  local name
  read_names
  for name in "${names[@]}"; do
    ! pid_of "$name" >/dev/null || give_up "a cluster is running already, of which $name; cluster.sh stop ends it"
  done
  [[ -z $port ]] || ! is_taken "$port" || give_up "port $port of $host is taken"
  [[ -z $page ]] || ! is_taken "$page" || give_up "port $page of $host is taken"

  find_java
  ensure_built
  read_jvm_options

  # The secret, and work folders with what users send, are nobody else's business.
  umask 077
  rm -rf -- "${cluster:?}"/{*.pid,*.log,url,cores,memory,cluster.properties,work,local}
  {
    cat -- "$conf/cluster.properties"
    printf '\nspark.authenticate.secret   %s\n' "$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')"
  } >"$cluster/cluster.properties"

  # Executors inherit what the workers are told here.
  export SPARK_HOME=$target/spark SPARK_CONF_DIR=$conf SPARK_SCALA_VERSION=2.12 SPARK_LOCAL_IP=$host
  export SPARK_LOCAL_DIRS=$cluster/local OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
  unset SPARK_PUBLIC_DNS SPARK_LOCAL_HOSTNAME

  port=${port:-$(free_port "$page")}
  page=${page:-$(free_port "$port")}
  local url=spark://$host:$port worker
  launch master org.apache.spark.deploy.master.Master \
    --host "$host" --port "$port" --webui-port "$page" --properties-file "$cluster/cluster.properties"
  # A worker that is up before its master asks again after seconds.
  await master listens "$port"
  for ((worker = 1; worker <= workers; worker++)); do
    launch "worker-$worker" org.apache.spark.deploy.worker.Worker \
      --host "$host" --webui-port 0 --cores "$cores" --memory "$memory" --work-dir "$cluster/work/worker-$worker" \
      --properties-file "$cluster/cluster.properties" "$url"
  done
  await workers have_registered "$page" "$workers"

  printf '%d\n' $((workers * cores)) >"$cluster/cores"
  printf '%s\n' "$memory" >"$cluster/memory"
  printf '%s\n' "$url" >"$cluster/url"
  printf '%s\n' "$url"
}

listens() {
  is_taken "$1"
}

have_registered() {
  local alive
  # shellcheck disable=SC2016
  alive=$(
    timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "GET /json/ HTTP/1.0\r\n\r\n" >&3 && cat <&3' \
      "$host" "$1" 2>/dev/null | sed -n 's/.*"aliveworkers" *: *\([0-9]*\).*/\1/p'
  )
  [[ $alive == "$2" ]]
}

# Waits until the rest of the words, a command, succeeds.
await() {
  local who=$1 name deadline=$((SECONDS + 90))
  shift
  until "$@"; do
    read_names
    for name in "${names[@]}"; do
      if ! pid_of "$name" >/dev/null; then
        local last
        last=$(grep -m 1 -oE '[A-Za-z]+(Exception|Error): .*' "$cluster/$name.log" || tail -n 1 "$cluster/$name.log")
        dismantle
        give_up "$name ended at once (${last:-no word of why}); its log is $cluster/$name.log"
      fi
    done
    if ((SECONDS >= deadline)); then
      dismantle
      give_up "the $who did not come up in 90 seconds; the logs are in $cluster"
    fi
    sleep 0.1
  done
}

stop() {
  (($# == 0)) || fail "stop has no options."
  read_names
  ((${#names[@]})) || say "no cluster is running"
  dismantle
}

status() {
  (($# == 0)) || fail "status has no options."
  local name pid code=0
  read_names
  for name in "${names[@]}"; do
    if pid=$(pid_of "$name"); then
      printf '%-10s running  %d\n' "$name" "$pid"
    else
      printf '%-10s stopped\n' "$name"
      code=1
    fi
  done
  if ((${#names[@]} == 0)); then
    say "no cluster is running"
    code=1
  fi
  return "$code"
}

case ${1:-} in
  start | stop | status) "$@" ;;
  -h | --help | help) usage ;;
  '')
    usage >&2
    exit 2
    ;;
  *) fail "there is no '$1'; start, stop and status there are." ;;
esac

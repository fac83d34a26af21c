"""Retrains Crosscountry's network every night, by Airflow.

Put this file into Airflow's folder of DAGs. The connection ``spark_default`` names the master. The program lies, built, at
the same path on the machine of the Airflow worker and on those of Spark; its folder, the warehouse and the folder of
graphs to register are variables of Airflow: ``crosscountry_home``, ``crosscountry_warehouse``, ``crosscountry_graphs``.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

HOME = "{{ var.value.get('crosscountry_home', '/opt/crosscountry') }}"
WAREHOUSE = "{{ var.value.get('crosscountry_warehouse', '/var/lib/crosscountry/warehouse') }}"
GRAPHS = "{{ var.value.get('crosscountry_graphs', '/var/lib/crosscountry/graphs') }}"

LIBRARIES = f"{HOME}/conf:{HOME}/spark-jobs/target/lib/*"

# The file says what every JVM needs; the launcher of Java reads it by itself.
JAVA_OPTIONS = f"@{HOME}/conf/jvm.options"



def submission(command: str, options: list[str], **task) -> SparkSubmitOperator:
    """A task that submits a command of Crosscountry."""
    return SparkSubmitOperator(
        task_id=command,
        conn_id="spark_default",
        name=f"crosscountry-{command}",
        application=f"{HOME}/spark-jobs/target/crosscountry.jar",
        java_class="crosscountry.jobs.Main",
        driver_class_path=LIBRARIES,
        driver_memory="4g",
        executor_memory="2g",
        conf={
            "spark.executor.extraClassPath": LIBRARIES,
            "spark.driver.extraJavaOptions": "-Dorg.bytedeco.javacpp.maxbytes=2g -Dorg.bytedeco.javacpp.maxphysicalbytes=8g",
            "spark.executorEnv.JDK_JAVA_OPTIONS": JAVA_OPTIONS,
            "spark.executorEnv.OMP_NUM_THREADS": "1",
            "spark.ui.enabled": "false",
        },
        env_vars={"JDK_JAVA_OPTIONS": JAVA_OPTIONS, "OMP_NUM_THREADS": "1"},
        application_args=[command, *options, "--warehouse", WAREHOUSE],
        **task,
    )


with DAG(
    dag_id="crosscountry_retrain",
    description="Trains tonight's network, and promotes it if it is not worse.",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    # A missed night is not made up for: the next one learns from all that there is.
    catchup=False,
    max_active_runs=1,
    default_args={
        # A night that is started again goes on where it stopped, and one that has been decided is not played again.
        "retries": 2,
        # The lease of one that was killed lasts 10 minutes.
        "retry_delay": timedelta(minutes=11),
        "execution_timeout": timedelta(hours=8),
    },
    tags=["crosscountry"],
):
    retrain = submission(
        "retrain",
        [
            "--profile",
            "nightly",
            # A worse candidate is refused, which is no failure.
            "--set",
            "retrain.when-refused=exit-0",
            "--register",
            GRAPHS,
        ],
    )
    # Also after a night that failed.
    maintain = submission("maintain", [], trigger_rule="all_done")
    retrain >> maintain

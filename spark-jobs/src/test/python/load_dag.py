"""Loads a folder of DAGs by Airflow, and prints what became of the only one as a line of JSON."""

import json
import sys

from airflow.models.dagbag import DagBag

bag = DagBag(sys.argv[1], include_examples=False)
found = {"errors": {str(file): error for file, error in bag.import_errors.items()}}
if not bag.import_errors:
    (dag,) = bag.dags.values()
    for task in dag.tasks:
        # No variable is set, so templates take their defaults.
        task.render_template_fields({"var": {"value": {}}})
    found |= {
        "schedule": dag.schedule,
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        # What the operators would run, with the master that the connection of the environment names.
        "commands": {
            task.task_id: task._get_hook()._build_spark_submit_command(task.application)
            for task in dag.tasks
        },
    }
print(json.dumps(found))

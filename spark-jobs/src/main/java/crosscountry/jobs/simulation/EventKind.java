package crosscountry.jobs.simulation;

/** What happens in a simulation, and what the number beside it tells. */
enum EventKind {
  /** The main thread has submitted a wave, the number. */
  WAVE_SUBMITTED,
  /** The scheduler has made the tasks of a wave, the number. */
  WAVE_QUEUED,
  /** The driver has a task, the number, ready to be sent. */
  TASK_LAUNCHED,
  /** A task, the number, has reached its core. */
  TASK_ARRIVED,
  /** A version has reached an executor: the number is the slot times the executors, plus which. */
  VERSION_ARRIVED,
  /** A task, the number, has a result. */
  TASK_PLAYED,
  /** The result of a task, the number, has reached the driver. */
  TASK_HEARD_OF,
  /** The result of a task, the number, has been deserialised. */
  RESULT_READ,
  /** The result of a task, the number, has been handed to the main thread. */
  RESULT_DELIVERED,
  /** The main thread has ended a turn of its loop, the number, or looks at the learner again. */
  BOOKS_FREE
}

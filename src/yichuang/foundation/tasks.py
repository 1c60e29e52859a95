"""Jobs of the ground floor. A sync task runs in a thread with its own connection."""

from datetime import timedelta

from procrastinate.contrib.django import app

from . import audit, clock
from .messages import tasks as message_tasks  # noqa: F401 - procrastinate looks for jobs in an app's own tasks.py


@app.periodic(cron="* * * * *")
@app.task(name="foundation.requeue_stalled", queueing_lock="foundation.requeue_stalled", pass_context=True)
async def requeue_stalled(context, timestamp: int) -> None:  # type: ignore[no-untyped-def]
    """A worker that was killed leaves its job in 'doing': put it back into the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=60):
        await manager.retry_job(job, retry_at=clock.now() + timedelta(seconds=1))


@app.periodic(cron="* * * * *")
@app.task(name="foundation.anchor_audit", queueing_lock="foundation.anchor_audit")
def anchor_audit(timestamp: int) -> None:
    """Write each center's audit head to its anchor file, outside the database."""
    audit.anchor("default", at=clock.now())

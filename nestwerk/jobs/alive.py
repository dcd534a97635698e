"""Which jobs are alive. A worker holds a lock of the database's session on the job it works at; a dead one does not.

The lock goes with the session, so with the process, however it ends; the heartbeat of procrastinate alone could be
late in a process that lives. Only when both are silent a job is put back.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections, connections, transaction
from procrastinate.job_context import JobContext
from procrastinate.worker import Worker

from nestwerk.common.tenancy import APP

HEARTBEAT_SECONDS = 5.0
STALE_SECONDS = 20.0
LOCK = 0x6E657374 << 32  # a room of our own among the advisory locks; the job's id is added
NOT_MINE = 75  # exit code: try again later

log = logging.getLogger(__name__)


def hold(run: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
    """Middleware around every job: hold its lock while it runs.

    A process that slept between taking the job and holding it may find that the job was given to somebody else. It
    must not even report the job as failed, so it ends; whoever supervises it starts a new one.
    """
    close_old_connections()  # one that broke with the last job must not break this one
    job = context.job
    if not take(job.id or 0, job.attempts):
        log.error("Diese Hintergrundarbeit war zu lange ohne Lebenszeichen und beginnt neu.")
        os._exit(NOT_MINE)
    try:
        return run()
    finally:
        close_old_connections()  # and with it the lock


def take(job_id: int, attempts: int) -> bool:
    """Lock a job for this session. False if it is not ours any more: put back, taken by another worker, or gone."""
    with connections[APP].cursor() as cursor:
        # a machine that lost its power says no goodbye: the server is to notice within a minute
        cursor.execute(
            "SELECT set_config('tcp_keepalives_idle', '20', false), set_config('tcp_keepalives_interval', '10', false),"
            " set_config('tcp_keepalives_count', '3', false), pg_advisory_lock(%s)",
            [LOCK + job_id],
        )
        cursor.execute(
            "SELECT status = 'doing' AND attempts = %s FROM procrastinate_jobs WHERE id = %s", [attempts, job_id]
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def revive() -> list[str]:
    """Put back every job whose worker is gone, for the next free one. Returns the names of their tasks."""
    revived = []
    with connections[APP].cursor() as cursor:
        cursor.execute(
            "SELECT job.id, job.task_name FROM procrastinate_jobs job"
            " LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id"
            " WHERE job.status = 'doing' AND (worker.id IS NULL"
            " OR worker.last_heartbeat < now() - make_interval(secs => %s)) ORDER BY job.id",
            [STALE_SECONDS],
        )
        for job_id, task in cursor.fetchall():
            with transaction.atomic(using=APP):
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK + job_id])
                if not cursor.fetchone()[0]:
                    continue  # it lives
                cursor.execute(
                    "WITH held AS (SELECT id FROM procrastinate_jobs WHERE id = %s AND status = 'doing' FOR UPDATE)"
                    " SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM held",
                    [job_id],
                )  # held: one that ends at this moment is not put back, which would be an error
                if cursor.fetchone():
                    revived.append(task)
        # its own traces: one row every ten seconds is worth nothing to anybody
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'jobs.revive' AND status = 'succeeded'")
    return revived

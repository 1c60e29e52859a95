"""The jobs process: procrastinate's worker over the program's own database."""

import asyncio
import os
import signal

import django


def main() -> None:
    """Work until SIGTERM; a job that runs is finished first. A lost database is waited for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    os.environ.setdefault("YICHUANG_PROCESS", "yichuang-jobs")
    os.environ["YICHUANG_DB_POOL"] = "0"  # the worker has a pool of its own
    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app  # needs the apps

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    worker_app = app.with_connector(app.connector.get_worker_connector())
    async with worker_app.open_async():
        work = asyncio.create_task(
            worker_app.run_worker_async(
                concurrency=4, install_signal_handlers=False, listen_notify=True, fetch_job_polling_interval=5,
                delete_jobs="successful", shutdown_graceful_timeout=3,
            )
        )  # fmt: skip
        halt = asyncio.create_task(stop.wait())
        await asyncio.wait({work, halt}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
        else:
            await work  # it ended by itself: say why, and let the supervisor start it again


if __name__ == "__main__":
    main()

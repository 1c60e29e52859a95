"""The pages, as a WSGI application for granian's threads."""

import gc
import os
from threading import Thread

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from yichuang.config.lane import Lane, whole
from yichuang.config.processes import die_with_parent
from yichuang.config.proxy import behind

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
os.environ.setdefault("YICHUANG_PROCESS", "yichuang-web")
if os.environ.get("YICHUANG_SUPERVISED"):
    die_with_parent()  # loaded in each of the server's workers, which would outlive a killed server otherwise
application = Lane(behind(whole(get_wsgi_application()), settings.YICHUANG_PROXIES), acts=settings.YICHUANG_WEB_THREADS)

from yichuang.domains.documents import api as documents  # noqa: E402 - needs the applications

gc.collect()
gc.freeze()  # the program itself is never garbage: the collector need not look through it again and again

if os.environ.get("YICHUANG_SUPERVISED"):
    Thread(target=documents.warm_up, name="warm-up", daemon=True).start()  # the first paper must not wait for its fonts

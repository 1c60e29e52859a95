"""The pages, as a WSGI application for granian's threads."""

import os

from django.core.wsgi import get_wsgi_application

from .lifeline import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
os.environ.setdefault("YICHUANG_PROCESS", "yichuang-web")
die_with_parent()
application = get_wsgi_application()

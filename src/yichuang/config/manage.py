"""Django's own commands, with the program's settings: `python -m yichuang.config.manage …`."""

import os
import sys

from django.core.management import execute_from_command_line


def main(argv: list[str] | None = None) -> None:
    """Run one of Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    execute_from_command_line(argv or sys.argv)


if __name__ == "__main__":
    main()

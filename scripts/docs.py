"""Write the generated pages of `docs/` (`make docs`)."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yaohao.config.settings")
django.setup()

from yaohao.config.docs import write  # noqa: E402  models need Django set up first

write(Path(__file__).resolve().parent.parent / "docs")

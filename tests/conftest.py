"""What every test finds ready: the profile of properties, and real builds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from support.builds import CONTENT, Build, build
from support.templates import remember_compiled, remember_installed

# The one profile of every property. No deadline, and no check of how long making an example takes: both are clocks, and
# fail for nothing on a busy machine. On a CI server the examples are the same each time, so that what fails there is
# the change; elsewhere they are new ones, and a failure prints how to see it again.
hypothesis_settings.register_profile(
    "blog",
    deadline=None,
    print_blob=True,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("blog")

remember_compiled()
remember_installed()


@pytest.fixture(name="build")
def _build(tmp_path: Path) -> Any:
    """Build into a folder of the test's own: `build(content, "name", THEME=…)`."""

    def run(content: Path = CONTENT, name: str = "output", **settings: Any) -> Build:
        return build(content, tmp_path / name, **settings)

    return run

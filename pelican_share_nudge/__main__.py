"""`python -m pelican_share_nudge` is the command `share-nudge`."""

from __future__ import annotations

import sys

from pelican_share_nudge.commands import run

if __name__ == "__main__":
    sys.exit(run())

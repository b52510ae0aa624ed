"""The only module that reads the baseline of a build: findings that its blog knows of."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from pelican_share_nudge.findings import Verdict
from pelican_share_nudge.judge.baseline import BAD_BASELINE, NO_BASELINE, read_baseline, without_baseline


def without_known(verdict: Verdict) -> tuple[Verdict, str]:
    """Pass over what SHARE_NUDGE_BASELINE knows, or say why not. What is gone concerns the whole site with its
    sub-sites, which only the command judges together."""
    if not verdict.baseline:
        return verdict, ""
    try:
        known = read_baseline(Path(verdict.baseline).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return verdict, f"{NO_BASELINE.format(file=verdict.baseline)}, so all findings are told."
    except (OSError, ValueError) as error:
        return verdict, f"{BAD_BASELINE.format(file=verdict.baseline, why=error)} All findings are told."
    return replace(without_baseline(verdict, known), gone=()), ""

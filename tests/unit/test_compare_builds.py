"""What `tools/compare_builds.py` says of two versions: nothing where they wrote and found the same."""

from __future__ import annotations

import json
from collections.abc import Mapping

import compare_builds
import pytest
from compare_builds import FINDING, differences

from pelican_share_nudge.findings import Finding

PAGE = {"sample/a.html": b"<p>Bread</p>\n"}


def found(*findings: Mapping[str, object]) -> dict[str, bytes]:
    return {"sample.json": json.dumps(findings).encode()}


ONE = {"rule": "dead-end", "line": 4, "message": "It is a dead end."}
MOVED = {**ONE, "line": 5}
OTHER = {"rule": "no-place", "line": 1, "message": "Its page has no place."}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {}, []),
        (PAGE, PAGE, []),
        (found(ONE, OTHER), found(ONE, OTHER), []),
        (PAGE, {}, ["sample/a.html: only before"]),
        ({}, PAGE, ["sample/a.html: only after"]),
        (
            PAGE,
            {"sample/a.html": b"<p>Broth</p>\n"},
            ["sample/a.html:\n  at byte 5\n  - b'<p>Bread</p>\\n'\n  + b'<p>Broth</p>\\n'"],
        ),
        (
            PAGE,
            {"sample/a.html": b"<p>Bread</p>"},
            ["sample/a.html:\n  at byte 12\n  - b'<p>Bread</p>\\n'\n  + b'<p>Bread</p>'"],
        ),
        (found(ONE, OTHER), found(OTHER), [f"sample.json:\n  - {json.dumps(ONE)}"]),
        (found(ONE), found(MOVED), [f"sample.json:\n  - {json.dumps(ONE)}\n  + {json.dumps(MOVED)}"]),
        (found(ONE, OTHER), found(OTHER, ONE), ["sample.json:\n  the same in another order or number"]),
        # A blog may write a file of that ending, and it is compared as any other.
        ({"sample/a.json": b"[1]"}, {"sample/a.json": b"[2]"}, ["sample/a.json:\n  at byte 1\n  - b'[1]'\n  + b'[2]'"]),
    ],
)
def test_differences(before: Mapping[str, bytes], after: Mapping[str, bytes], said: list[str]) -> None:
    assert list(differences(before, after)) == said


def test_what_is_compared_of_a_finding_is_there() -> None:
    finding = Finding(rule="dead-end", level="warning", source="a.md", message="It is a dead end.")
    assert [name for name in FINDING if not hasattr(finding, name)] == []


def test_a_version_is_wanted(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["compare_builds.py"])
    with pytest.raises(SystemExit) as ended:
        compare_builds.main()
    assert ended.value.code == 2
    assert "name a version to compare with" in capsys.readouterr().err

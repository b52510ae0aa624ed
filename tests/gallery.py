"""The pictures in docs/gallery.md: the end of a post in every look, on themes of others, by day and by night, in both
directions. `make gallery` takes them, which needs Chromium; look at them after each change of a look.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from conftest import SAMPLE_SITE, build, sample_settings
from foreign import theme_settings, with_nudge
from markupsafe import Markup
from playwright.sync_api import Browser, sync_playwright

from pelican_share_nudge import looks

DOCS = Path(__file__).parent.parent / "docs"
PICTURES = DOCS / "gallery"

THEMES = ("notmyidea", "simple", "seafoam", "reflex")
POSTS = ("de/2026/how-to-ask/", "ar/2026/as-it-reached-me/")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTH = 420

FRAME = Markup("""<!doctype html><title>{look}</title><style>
body {{ margin: 0; padding: 16px; width: {width}px; font: 14px "DejaVu Sans", sans-serif }}
body {{ color: #222; background: #ddd }}
h2 {{ margin: 16px 0 8px; font-size: 16px }}
h2:first-child {{ margin-top: 0 }}
div {{ display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; align-items: start }}
img {{ display: block; width: 100%; border-radius: 4px }}
</style>{rows}""")
ROW = Markup("<h2>{theme}</h2><div>{cells}</div>")
CELL = Markup('<img alt="" src="data:image/png;base64,{picture}">')

# The end of the post, with a little of what stands around it.
END = """() => {
  const blocks = [...document.querySelectorAll(".passalong, .passalong-cta")];
  const boxes = blocks.map(block => block.getBoundingClientRect());
  const top = Math.max(0, Math.min(...boxes.map(box => box.top)) + scrollY - 24);
  const bottom = Math.max(...boxes.map(box => box.bottom)) + scrollY + 24;
  return { x: 0, y: top, width: innerWidth, height: bottom - top };
}"""


def build_sample(output: Path, theme: str, look: str) -> None:
    """Build the sample blog so that its files show each other without a server."""
    settings = sample_settings() | theme_settings(theme) | {"SHARE_NUDGE_LOOK": look, "SHARE_NUDGE_WARN": False}
    build(SAMPLE_SITE / "content", output, plugins=with_nudge(theme), **settings | {"SITEURL": output.as_uri()})


def pictures(browser: Browser, site: Path) -> Iterator[bytes]:
    """Take one post in four ways: left to right and right to left, by day and by night."""
    for post in POSTS:
        for scheme in SCHEMES:
            page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme=scheme)
            page.goto((site / post / "index.html").as_uri())
            page.locator("details.passalong-more").evaluate_all("all => all.forEach(more => more.open = true)")
            yield page.screenshot(full_page=True, clip=page.evaluate(END))
            page.close()


def sheet(browser: Browser, look: str, folder: Path) -> Markup:
    rows = Markup()
    for theme in THEMES:
        site = folder / look / theme
        build_sample(site, theme, look)
        cells = (CELL.format(picture=base64.b64encode(data).decode()) for data in pictures(browser, site))
        rows += ROW.format(theme=theme, cells=Markup().join(cells))
    return FRAME.format(look=look, width=4 * WIDTH * 3 // 4, rows=rows)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        for look in looks.available():
            page.set_content(sheet(browser, look, Path(folder)))
            page.locator("body").screenshot(path=PICTURES / f"{look}.png")
        browser.close()


if __name__ == "__main__":
    main()

"""The pictures of docs/gallery.md and of the README: the end of a post in every look, on themes of others, in both
directions. `make gallery` takes them, which needs Chromium; look at them after each change of a look.
"""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from markupsafe import Markup
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from support.builds import SAMPLE_SITE, build, sample_settings
from support.foreign import FOREIGN_THEMES, theme_settings, with_nudge

from pelican_share_nudge.tables.looks import available_looks

DOCS = Path(__file__).parent.parent / "docs"
PICTURES = DOCS / "gallery"
BEST = SAMPLE_SITE / "screenshot.png"

THEMES = ("notmyidea", "simple", "seafoam", "reflex")
POSTS = ("de/2026/how-to-ask/", "ar/2026/as-it-reached-me/")
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTH = 420

FRAME = Markup("""<!doctype html><title>{look}</title><style>
body {{ margin: 0; padding: 16px; width: {width}px; font: 14px "DejaVu Sans", sans-serif }}
body {{ color: #222; background: #ddd }}
h2 {{ margin: 16px 0 8px; font-size: 16px }}
h2:first-child {{ margin-top: 0 }}
h2:empty {{ display: none }}
div {{ display: grid; grid-template-columns: repeat({columns}, 1fr); gap: 12px; align-items: start }}
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
    settings = sample_settings() | (theme_settings(theme) if theme in FOREIGN_THEMES else {})
    settings |= {"SHARE_NUDGE_LOOK": look, "SHARE_NUDGE_WARN": False}
    build(SAMPLE_SITE / "content", output, plugins=with_nudge(theme), **settings | {"SITEURL": output.as_uri()})


def picture(browser: Browser, site: Path, post: str, scheme: Scheme) -> Markup:
    page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme=scheme)
    page.goto((site / post / "index.html").as_uri())
    page.locator("details.passalong-more").evaluate_all("all => all.forEach(more => more.open = true)")
    data = page.screenshot(full_page=True, clip=page.evaluate(END))
    page.close()
    return CELL.format(picture=base64.b64encode(data).decode())


def best(browser: Browser, folder: Path) -> Markup:
    """Show in three pictures what there is: looks, themes, day and night, languages and directions."""
    shown: tuple[tuple[str, str, str, Scheme], ...] = (
        ("passalong", "buttons", "2026/screenshot/", "light"),
        ("passalong", "brand", POSTS[0], "dark"),
        ("seafoam", "icons", POSTS[1], "light"),
    )
    cells = Markup()
    for theme, look, post, scheme in shown:
        build_sample(folder / theme / look, theme, look)
        cells += picture(browser, folder / theme / look, post, scheme)
    return FRAME.format(look="The end of a post", columns=3, width=3 * WIDTH, rows=ROW.format(theme="", cells=cells))


def sheet(browser: Browser, look: str, folder: Path) -> Markup:
    rows = Markup()
    for theme in THEMES:
        site = folder / look / theme
        build_sample(site, theme, look)
        cells = (picture(browser, site, post, scheme) for post in POSTS for scheme in SCHEMES)
        rows += ROW.format(theme=theme, cells=Markup().join(cells))
    return FRAME.format(look=look, columns=4, width=4 * WIDTH * 3 // 4, rows=rows)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        for look in available_looks():
            page.set_content(sheet(browser, look, Path(folder)))
            page.locator("body").screenshot(path=PICTURES / f"{look}.png")
        page.set_content(best(browser, Path(folder) / "best"))
        page.locator("body").screenshot(path=BEST)
        browser.close()


if __name__ == "__main__":
    main()

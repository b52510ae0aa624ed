"""Draws the titles of tests/cards/titles.toml with Typst, as the plugin does, and with Pillow, and measures both.

    python benchmarks/cards.py --fonts /usr/share/fonts [--out FOLDER] [--rounds 5]

Needs `typst`, `pillow` and `fonttools`. The Pillow part is the least that gets all titles onto a card: Pillow takes one
font for a text, so that runs of one font are found first, by what each font's file says that it has; it knows neither
where a line may end nor how a word is divided, so that this is guessed, too.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from pelican_share_nudge.cards.draw import draw
from pelican_share_nudge.cards.fonts import load
from pelican_share_nudge.cards.spec import HEIGHT, WIDTH, Card, Design
from pelican_share_nudge.settings.cards import CardStyle

ROOT = Path(__file__).parent.parent
LAYOUT = ROOT / "pelican_share_nudge" / "templates" / "share_nudge" / "cards" / "letter.typ"
TITLES = tomllib.loads((ROOT / "tests" / "cards" / "titles.toml").read_text(encoding="utf-8"))
SITE, DATE = "The Passalong Letters", "27 November 2026"
# In this order a character's font is looked for: file and, in a collection, which of its fonts by language.
FILES = (
    ("NotoSerif-Bold.ttf", {}),
    ("NotoSerifHebrew-Bold.ttf", {}),
    ("NotoNaskhArabic-Bold.ttf", {}),
    ("NotoSerifDevanagari-Bold.ttf", {}),
    ("NotoSerifThai-Bold.ttf", {}),
    ("NotoSerifCJK-Bold.ttc", {"ko": 1, "zh-Hans": 2}),
    ("NotoColorEmoji.ttf", {}),
)
EMOJI_SIZE = 109  # The only one that its pictures have.
EDGE, PLACE = 76, (76, 66, WIDTH - 76, 466)


def card_of(kind: str, number: int) -> Card:
    """Give a title's card, another one each time: Typst remembers what it has set once."""
    values = {**TITLES[kind], "date": DATE if kind != "none" else ""}
    return Card(**{**values, "author": f"{values['author']} {number}"})


def with_typst(fonts: list[str]) -> Callable[[Card], bytes]:
    colours = {name.replace("_", "-"): value for name, value in asdict(CardStyle()).items() if name != "logo"}
    design = Design(
        layout=LAYOUT.read_text(encoding="utf-8"),
        file=str(LAYOUT),
        site=SITE,
        colours=colours,
        font_files=tuple(fonts),
    )
    loaded = load(design)
    # As on a system that has them: named first is what a blog wishes, and this one wishes nothing.
    loaded = type(loaded)(loaded.loaded, loaded.families, ())
    return lambda card: draw(card, design, loaded).png


class Pillow:
    """The least that draws all titles."""

    def __init__(self, files: list[str]) -> None:
        found = {Path(file).name: file for file in files}
        self.files = [(found[name], numbers) for name, numbers in FILES if name in found]
        self.has = [TTFont(file, fontNumber=0, lazy=True).getBestCmap().keys() for file, _ in self.files]
        self.fonts: dict[tuple[int, int, int], ImageFont.FreeTypeFont] = {}

    def font(self, place: int, size: int, language: str) -> ImageFont.FreeTypeFont:
        file, numbers = self.files[place]
        size, number = (EMOJI_SIZE if "Emoji" in file else size), numbers.get(language, 0)
        if (place, size, number) not in self.fonts:
            self.fonts[place, size, number] = ImageFont.truetype(file, size, index=number)
        return self.fonts[place, size, number]

    def runs(self, text: str) -> list[tuple[int, str]]:
        """Divide a text into runs of one font."""
        runs: list[tuple[int, str]] = []
        for character in text:
            joins = unicodedata.category(character) in ("Mn", "Mc", "Cf", "Sk", "Zs") and runs
            place = next((place for place, has in enumerate(self.has) if ord(character) in has), 0)
            if runs and (joins or place == runs[-1][0]):
                runs[-1] = (runs[-1][0], runs[-1][1] + character)
            else:
                runs.append((place, character))
        return runs

    def width(self, text: str, size: int, language: str) -> float:
        total = 0.0
        for place, run in self.runs(text):
            font = self.font(place, size, language)
            total += font.getlength(run, language=language.split("-")[0]) * (size / font.size)
        return total

    def lines(self, text: str, size: int, language: str, place: float) -> list[str]:
        glue = "" if language in ("ja", "zh-Hans", "th") else " "
        lines = [""]
        for word in text.split(" ") if glue else text:
            longer = f"{lines[-1]}{glue if lines[-1] else ''}{word}"
            if self.width(longer, size, language) <= place:
                lines[-1] = longer
                continue
            lines.append("")
            for character in word:
                if self.width(f"{lines[-1]}{character}-", size, language) > place:
                    lines[-1] += "-"
                    lines.append("")
                lines[-1] += character
        return [line for line in lines if line]

    def write(self, image: Image.Image, at: tuple[float, float], text: str, size: int, card: Card, ink: str) -> None:
        x, y = at
        is_left = card.direction == "rtl"
        for place, run in self.runs(text):
            font = self.font(place, size, card.language)
            width = font.getlength(run) * (size / font.size)
            x = x - width if is_left else x
            if font.size == size:
                ImageDraw.Draw(image).text((x, y), run, font=font, fill=ink, anchor="ls", direction=card.direction)
            elif width:
                drawn = Image.new("RGBA", (int(font.getlength(run)) + 8, 140))
                ImageDraw.Draw(drawn).text((0, 0), run, font=font, embedded_color=True)
                drawn = drawn.resize((int(width), int(140 * size / font.size)))
                image.paste(drawn, (int(x), int(y - size * 0.95)), drawn)
            x = x if is_left else x + width

    def __call__(self, card: Card) -> bytes:
        style = CardStyle()
        image = Image.new("RGB", (WIDTH, HEIGHT), style.paper)
        canvas = ImageDraw.Draw(image)
        for top in (0, HEIGHT - 22):
            for number in range(25):
                x = number * 50 - 14
                points = [(x + 14, top), (x + 40, top), (x + 26, top + 22), (x, top + 22)]
                canvas.polygon(points, fill=style.stripe_2 if number % 2 else style.stripe_1)
        title, size = card.title or SITE, 88
        while size > 40:
            lines = self.lines(title, size, card.language, PLACE[2] - PLACE[0])
            if len(lines) * size * 1.2 <= PLACE[3] - PLACE[1]:
                break
            size -= 2
        x = WIDTH - EDGE if card.direction == "rtl" else EDGE
        y = (PLACE[1] + PLACE[3] - len(lines) * size * 1.2) / 2 + size
        for number, line in enumerate(lines):
            self.write(image, (x, y + number * size * 1.2), line, size, card, style.ink)
        self.write(image, (x, HEIGHT - 80), SITE, 32, card, style.ink)
        facts = " · ".join(filter(None, (card.author, card.date)))
        far = EDGE + self.width(facts, 28, card.language)
        self.write(image, (far if card.direction == "rtl" else WIDTH - far, HEIGHT - 80), facts, 28, card, style.quiet)
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()


def measure(way: Callable[[Card], bytes], rounds: int, out: Path | None) -> dict[str, tuple[float, int]]:
    """Give for each title the milliseconds of processor time, median, and the bytes."""
    found = {}
    for kind in TITLES:
        times = []
        way(card_of(kind, -1))  # Reads the fonts.
        for number in range(rounds):
            card = card_of(kind, number)
            start = time.process_time()
            png = way(card)
            times.append(1000 * (time.process_time() - start))
        found[kind] = (statistics.median(times), len(png))
        if out:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{kind}.png").write_bytes(png)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fonts", required=True, help="a folder with Noto's fonts")
    parser.add_argument("--out", type=Path, help="where to put the pictures")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = sorted(str(path) for path in Path(options.fonts).rglob("*") if path.suffix in (".ttf", ".otf", ".ttc"))
    found = {}
    for name, make in (("typst", with_typst), ("pillow", Pillow)):
        start = time.process_time()
        way = make(files)
        print(f"{name}: {1000 * (time.process_time() - start):.0f} ms to be ready")
        found[name] = measure(way, options.rounds, options.out / name if options.out else None)
    print("\n| title | Typst, ms | kB | Pillow, ms | kB |\n| --- | ---: | ---: | ---: | ---: |")
    for kind in TITLES:
        cells = [f"{ms:.0f} | {size / 1000:.0f}" for ms, size in (found[name][kind] for name in found)]
        print(f"| {kind} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()

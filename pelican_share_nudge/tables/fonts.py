"""Which fonts have the letters of a language: those that systems and fonts' makers ship, the best for a title first."""

from __future__ import annotations

from collections.abc import Mapping

# In the package that draws the cards: Latin, Greek, Cyrillic and Hebrew letters.
IN_THE_PACKAGE = "Libertinus Serif"

# By language, and where two ways to write it need two fonts by language and script. What a language lacks here comes
# from those of the others, in this order.
OF_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "ar": ("Noto Naskh Arabic", "Amiri", "Geeza Pro", "Sakkal Majalla", "Noto Sans Arabic"),
    "ur": ("Noto Nastaliq Urdu", "Urdu Typesetting", "Jameel Noori Nastaleeq"),
    "zh-Hans": (
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Source Han Serif SC",
        "Songti SC",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "PingFang SC",
        "Microsoft YaHei",
        "WenQuanYi Micro Hei",
    ),
    "zh-Hant": (
        "Noto Serif CJK TC",
        "Noto Serif TC",
        "Source Han Serif TC",
        "Songti TC",
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "PingFang TC",
        "Microsoft JhengHei",
    ),
    "ja": (
        "Noto Serif CJK JP",
        "Noto Serif JP",
        "Source Han Serif",
        "Hiragino Mincho ProN",
        "Yu Mincho",
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Hiragino Sans",
        "Yu Gothic",
        "IPAexMincho",
    ),
    "ko": (
        "Noto Serif CJK KR",
        "Noto Serif KR",
        "Source Han Serif K",
        "AppleMyungjo",
        "Batang",
        "Noto Sans CJK KR",
        "Noto Sans KR",
        "Apple SD Gothic Neo",
        "Malgun Gothic",
        "NanumMyeongjo",
    ),
    "hi": ("Noto Serif Devanagari", "Kohinoor Devanagari", "Noto Sans Devanagari", "Nirmala UI", "Lohit Devanagari"),
    "bn": ("Noto Serif Bengali", "Kohinoor Bangla", "Noto Sans Bengali", "Nirmala UI"),
    "ta": ("Noto Serif Tamil", "Tamil MN", "Noto Sans Tamil", "Nirmala UI"),
    "th": ("Noto Serif Thai", "Thonburi", "Leelawadee UI", "Noto Sans Thai", "Norasi"),
    "ka": ("Noto Serif Georgian", "Noto Sans Georgian", "Sylfaen"),
    "hy": ("Noto Serif Armenian", "Noto Sans Armenian", "Mshtakan", "Sylfaen"),
    "el": ("Noto Serif", "Times New Roman", "DejaVu Serif"),
}

OF_EMOJI = ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twemoji Mozilla", "Noto Emoji")

# Where Debian and Ubuntu have them; what to say to a blog that lacks one.
PACKAGES = "fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji"

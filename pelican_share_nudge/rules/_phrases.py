"""Words on a link that say nothing about where it leads, language by language."""

from __future__ import annotations

import re
from collections.abc import Mapping

_AROUND = re.compile(r"^\W+|\W+$")
_ALIASES = {
    "jp": "ja",
    "cn": "zh",
    "zhs": "zh",
    "zht": "zh",
    "cz": "cs",
    "nb": "no",
    "nn": "no",
    "gr": "el",
    "ua": "uk",
}

# Grown from the list of Lighthouse's audit link-text; whole texts, so “Read more about bread” is none of them.
_PHRASES = {
    "ar": "هنا | اضغط هنا | انقر هنا | اقرأ المزيد | المزيد",
    "ca": "aquí | fes clic aquí | clica aquí | més | més informació | llegeix més",
    "cs": "zde | klikněte zde | více | více informací | číst dál | číst více",
    "da": "her | klik her | mere | læs mere | mere info",
    "de": "hier | hier klicken | klicken sie hier | klick hier | mehr | mehr lesen | mehr erfahren | mehr infos | "
    "mehr informationen | weiterlesen | weiter | zum artikel | link",
    "el": "εδώ | κάντε κλικ εδώ | περισσότερα | διαβάστε περισσότερα",
    "en": "click here | click this | click | here | right here | tap here | go | more | more info | more information | "
    "learn more | find out more | read more | read on | see more | continue | continue reading | start | this | link | "
    "this link | submit",
    "es": "aquí | aqui | click aquí | clic aquí | haz clic aquí | haga clic aquí | pincha aquí | pulsa aquí | más | "
    "más información | más info | leer más | seguir leyendo | ver más | saber más | enlace",
    "fi": "tästä | klikkaa tästä | klikkaa tähän | lisää | lue lisää | lisätietoja",
    "fr": "ici | cliquez ici | clique ici | cliquer ici | en savoir plus | lire la suite | lire plus | plus | "
    "plus d'infos | plus d'informations | voir plus | suite | lien",
    "hu": "ide | kattintson ide | kattints ide | itt | tovább | bővebben | több",
    "it": "qui | clicca qui | fai clic qui | di più | scopri di più | leggi di più | leggi tutto | continua | "
    "continua a leggere | maggiori informazioni | altro",
    "ja": "こちら | ここ | ここをクリック | こちらをクリック | クリック | リンク | 続きを読む | もっと見る | "
    "詳細 | 詳細はこちら | 詳しくはこちら",
    "ko": "여기 | 여기를 클릭 | 여기를 클릭하세요 | 더 보기 | 더보기 | 자세히 보기 | 자세히 | 링크",
    "nl": "hier | klik hier | meer | meer info | meer informatie | lees meer | lees verder | verder lezen",
    "no": "her | klikk her | mer | les mer | mer info",
    "pl": "tutaj | tu | kliknij tutaj | kliknij tu | kliknij | więcej | czytaj więcej | czytaj dalej | "
    "więcej informacji | dowiedz się więcej",
    "pt": "aqui | clique aqui | clica aqui | mais | mais informações | mais info | saiba mais | saber mais | "
    "leia mais | ler mais | continuar lendo | continuar a ler | ver mais",
    "ro": "aici | click aici | mai mult | citește mai mult | află mai multe",
    "ru": "здесь | тут | нажмите здесь | жмите сюда | сюда | подробнее | читать далее | далее | ещё | узнать больше",
    "sv": "här | klicka här | mer | läs mer | mer info | mer information",
    "tr": "buraya | burada | tıklayın | buraya tıklayın | tıkla | devamı | devamını oku | daha fazla",
    "uk": "тут | натисніть тут | сюди | докладніше | детальніше | читати далі | більше",
    "zh": "这里 | 點這裡 | 点这里 | 点击这里 | 點擊這裡 | 点击此处 | 點擊此處 | 更多 | 阅读更多 | 閱讀更多 | "
    "阅读全文 | 閱讀全文 | 了解更多 | 瞭解更多 | 查看更多 | 链接 | 連結",
}


def folded(text: str) -> str:
    """Fold the text of a link: small letters, single blanks, no arrows and punctuation around it."""
    return _AROUND.sub("", " ".join(text.casefold().replace("’", "'").split()))


PHRASES: Mapping[str, frozenset[str]] = {
    language: frozenset(map(folded, phrases.split("|"))) for language, phrases in _PHRASES.items()
}


def says_nothing(text: str, language: str) -> bool:
    """Tell whether the text of a link is such a phrase in the post's language, or in English."""
    code = language.replace("_", "-").partition("-")[0].lower()
    known = PHRASES.get(_ALIASES.get(code, code), frozenset())
    words = folded(text)
    return words in known or words in PHRASES["en"]

"""What an English voice says."""

from __future__ import annotations

import re

from bantin_reader.services.speech.rules import rules, whole

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNITS = {
    **{"km²": "square kilometres", "km2": "square kilometres", "m²": "square metres", "m2": "square metres"},
    **{"m³": "cubic metres", "m3": "cubic metres", "km": "kilometres", "cm": "centimetres", "mm": "millimetres"},
    **{"kg": "kilograms", "mg": "milligrams", "ha": "hectares", "kWh": "kilowatt hours", "MW": "megawatts"},
    **{"°C": "degrees Celsius", "ºC": "degrees Celsius", "m": "metres", "g": "grams"},
}
PER = {
    "s": "second",
    "second": "second",
    "h": "hour",
    "hour": "hour",
    "day": "day",
    "ha": "hectare",
    "km²": "square kilometre",
}
CURRENCIES = {"VND": "đồng", "đ": "đồng", "USD": "US dollars", "EUR": "euros"}
NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
EACH = "|".join(sorted(map(re.escape, PER), key=len, reverse=True))
MONEY = "|".join(CURRENCIES)
DAY, MONTH = r"0?[1-9]|[12]\d|3[01]", r"0?[1-9]|1[0-2]"


def _date(match: re.Match[str]) -> str:
    return f"{whole(match['day'])} {MONTHS[int(match['month']) - 1]} {match['year']}"


TABLE = rules(
    [
        (r"\./\.", "."),
        (r"[\u200b\u00ad\ufeff]", ""),
        (r"https?://\S+|www\.\S+", "web address"),
        (rf"(?<![\d/])(?P<day>{DAY})/(?P<month>{MONTH})/(?P<year>\d{{4}})(?![\d/])", _date),
        (rf"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>{MONTH})-(?P<day>{DAY})(?![\d-])", _date),
        (r"(?<![\d.,/])((?:19|20)\d\d)\s*[-–]\s*((?:19|20)?\d\d)(?![\d.,/])", r"\1 to \2"),
        (r"(?<![\d:])0(\d):([0-5]\d)(?![\d:])", r"\1:\2"),
        (rf"\$\s?({NUMBER})\s?(million|billion|trillion)", r"\1 \2 dollars"),
        (rf"\$\s?({NUMBER})", r"\1 dollars"),
        (rf"€\s?({NUMBER})", r"\1 euros"),
        (rf"\b(?:VND|VNĐ)\s?({NUMBER}(?:\s(?:million|billion|trillion))?)", r"\1 đồng"),
        (rf"({NUMBER}(?:\s(?:million|billion|trillion))?)\s?({MONEY})\b", lambda m: f"{m[1]} {CURRENCIES[m[2]]}"),
        (rf"({NUMBER})\s*[-–]\s*({NUMBER})\s?%", r"\1 to \2 per cent"),
        (rf"({NUMBER})\s?%", r"\1 per cent"),
        (rf"({NUMBER})\s*[-–]\s*({NUMBER})\s?({UNIT})(?!\w)", lambda m: f"{m[1]} to {m[2]} {UNITS[m[3]]}"),
        (rf"({NUMBER})\s?({UNIT})/({EACH})(?!\w)", lambda m: f"{m[1]} {UNITS[m[2]]} per {PER[m[3]]}"),
        (rf"({NUMBER})\s?({UNIT})(?!\w)", lambda m: f"{m[1]} {UNITS[m[2]]}"),
        (r"(?<=\d)\s*–\s*(?=\d)", " to "),
        (r"(?<=\d),(?=\d{3})", ""),
        (r"\bHCMC\b", "Ho Chi Minh City"),
        (r"\be\.g\.,?", "for example,"),
        (r"\bi\.e\.,?", "that is,"),
        (r"\betc\.", "et cetera."),
        (r"\bNo\.\s?(?=\d)", "number "),
        (r"\bvs\.?\s", "versus "),
        (r"\s*&\s*", " and "),
        (r"(?<=\d)\s*[x×]\s*(?=\d)", " by "),
        (r"(?<!\w)[-−](?=\d)", "minus "),
        (r"[*#_~|•▪►■]+", " "),
        (r"\s[–—]\s", ", "),
        (r"\s+([,.;:!?…])", r"\1"),
    ]
)

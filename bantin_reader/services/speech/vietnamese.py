"""What a Vietnamese voice says."""

from __future__ import annotations

import re

from bantin_reader.services.speech.rules import roman, rules, whole
from bantin_reader.services.speech.vietnamese_documents import DOCUMENT, document

UNITS = {
    **{
        "km²": "ki lô mét vuông",
        "km2": "ki lô mét vuông",
        "m²": "mét vuông",
        "m2": "mét vuông",
        "cm²": "xen ti mét vuông",
    },
    **{"m³": "mét khối", "m3": "mét khối", "km": "ki lô mét", "cm": "xen ti mét", "mm": "mi li mét", "m": "mét"},
    **{"kg": "ki lô gam", "mg": "mi li gam", "g": "gam", "tạ": "tạ", "ha": "héc ta", "lít": "lít", "ml": "mi li lít"},
    **{"kWh": "ki lô oát giờ", "kW": "ki lô oát", "MW": "mê ga oát", "kV": "ki lô vôn", "GB": "ghi ga bai"},
    **{"°C": "độ C", "ºC": "độ C", "µg": "mi crô gam", "dB": "đề xi ben"},
}
PER = {
    "giây": "giây",
    "s": "giây",
    "giờ": "giờ",
    "h": "giờ",
    "ngày": "ngày",
    "năm": "năm",
    "người": "người",
    "ha": "héc ta",
}
PER |= {
    "km²": "ki lô mét vuông",
    "m³": "mét khối",
    "m²": "mét vuông",
    "kg": "ki lô gam",
    "tháng": "tháng",
    "phút": "phút",
    "kWh": "ki lô oát giờ",
}
# What else stands after a stroke in the sense of "for each", and before it: not "thôn/bản" or "tháng/quý/năm".
FOR_EACH = (
    *("hộ", "khẩu", "em", "cháu", "con", "lượt", "suất", "vé", "tấn", "tạ", "lít", "xã", "lần", "cây"),
    *("chuyến", "sào", "mũi", "liều", "buổi", "tiết", "tuần", "căn"),
)
PER |= {word: word for word in FOR_EACH}
MEASURED = (
    "đồng|nghìn|ngàn|triệu|tỷ|tỉ|yến|tạ|tấn|lít|trăm|người|hộ|lượt|suất|chuyến|buổi|tiết|lần|giờ|phút|cây|liều|mũi"
)
CURRENCIES = {"đ": "đồng", "₫": "đồng", "VNĐ": "đồng", "VND": "đồng", "USD": "đô la Mỹ", "EUR": "ơ rô"}
NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
EACH = "|".join(sorted(map(re.escape, PER), key=len, reverse=True))
MONEY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"\d{4}"
BEFORE_DAY = (
    "ngày|sáng|trưa|chiều|tối|đêm|hôm|từ|đến|tới|trước|sau|vào|dịp|lễ|kỷ niệm|Quốc khánh|"
    "(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),?"
)
# A fraction such as 2/3 stands before these, no day.
OF_SHARES = "số|tổng|dân số|diện tích|chiều|quãng|chặng|hộ|xã|học sinh|đại biểu|thành viên|trong số"
ORDINALS = "Đại hội|khóa|khoá|thế kỷ|kỳ|lần thứ|chương|Chương|phần|Phần|quý|Quý|vùng|cấp|hạng|loại|nhóm|Quân khu"


def _spaced(number: str) -> str:
    return number.replace(".", "")


def _date(match: re.Match[str]) -> str:
    said = f"ngày {whole(match['day'])} tháng {whole(match['month'])}"
    return said + (f" năm {match['year']}" if match["year"] else "")


def _days(match: re.Match[str]) -> str:
    year = f" năm {match['year']}" if match["year"] else ""
    return f"từ ngày {whole(match['first'])} đến ngày {whole(match['last'])} tháng {whole(match['month'])}{year}"


def _day_to_day(match: re.Match[str]) -> str:
    days = [f"ngày {whole(match[f'day{n}'])} tháng {whole(match[f'month{n}'])}" for n in (1, 2)]
    return f"từ {days[0]} đến {days[1]}" + (f" năm {match['year']}" if match["year"] else "")


def _time(match: re.Match[str]) -> str:
    minutes = f" {whole(match['minute'])} phút" if match["minute"] and int(match["minute"]) else ""
    return f"{whole(match['hour'])} giờ{minutes}"


def _telephone(match: re.Match[str]) -> str:
    groups = re.split(r"[.\s-]+", match[0].replace("+", "", 1))
    if len(groups) == 1:  # a number without groups: of a mobile telephone, or a longer one
        first = len(groups[0]) - 6 if len(groups[0]) <= 10 else len(groups[0]) - 8
        rest = groups[0][first:]
        groups = [groups[0][:first], rest[: len(rest) // 2], rest[len(rest) // 2 :]]
    before = "cộng " if match[0].startswith("+") else ""
    return before + ", ".join(" ".join(group) for group in groups if group)


TABLE = rules(
    [
        (r"\./\.", "."),
        (r"[\u200b\u00ad\ufeff]", ""),
        (r"https?://\S+|www\.\S+", "địa chỉ trang web"),
        (DOCUMENT, document),
        # Dates.
        (r"ngày/tháng/năm", "ngày, tháng, năm"),
        (
            rf"(?i:(?:từ\s+)?(?:ngày\s+)?)(?<![\d/.,-])(?P<day1>{DAY})/(?P<month1>{MONTH})\s*[-–]\s*(?i:ngày\s+)?(?P<day2>{DAY})/(?P<month2>{MONTH})(?:/(?P<year>{YEAR}))?(?![\d/])",
            _day_to_day,
        ),
        (
            rf"(?i:(?:từ\s+)?(?:ngày\s+)?)(?<![\d/.-])(?P<first>{DAY})\s*[-–]\s*(?P<last>{DAY})[/.](?P<month>{MONTH})(?:[/.](?P<year>{YEAR}))?(?![\d/])",
            _days,
        ),
        (rf"(?i:ngày\s+)?(?<![\d/.,-])(?P<day>{DAY})/(?P<month>{MONTH})/(?P<year>{YEAR})(?![\d/])", _date),
        (rf"(?i:ngày\s+)?(?<![\d/.,-])(?P<day>{DAY})[.-](?P<month>{MONTH})[.-](?P<year>{YEAR})(?![\d/])", _date),
        (rf"(?i:tháng\s+)(?P<m>{MONTH})/(?P<y>{YEAR})(?![\d/])", lambda m: f"tháng {whole(m['m'])} năm {m['y']}"),
        (
            rf"(?i:(?P<before>{BEFORE_DAY})\s+)(?P<day>{DAY})/(?P<month>{MONTH})(?P<year>)(?![\d/])(?!\s+(?:{OF_SHARES})\b)",
            lambda m: (f"{m['before']} " if m["before"].lower() != "ngày" else "") + _date(m),
        ),
        (rf"(?<=\()(?P<day>{DAY})/(?P<month>{MONTH})(?P<year>)(?=\))", _date),
        (r"(?i:(quý))\s+([IV]+)/((?:19|20)\d\d)", lambda m: f"{m[1]} {roman(m[2])} năm {m[3]}"),
        (rf"(?<![\d/.,])(?P<m>{MONTH})/(?P<y>(?:19|20)\d\d)(?![\d/])", lambda m: f"tháng {whole(m['m'])} năm {m['y']}"),
        (r"(?i:năm học)\s+((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)", r"năm học \1 \2"),
        (r"(?<![\d.,/])((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?![\d.,/])", r"\1 đến \2"),
        # Times.
        (r"(?<![\w,.])(?P<hour>[01]?\d|2[0-4])\s?(?:h|g|giờ)\s?(?P<minute>[0-5]\d)(?:'|’|\s?phút|p)?(?!\w)", _time),
        (r"(?<![\w,.])(?P<hour>[01]?\d|2[0-4])h(?P<minute>)(?![\w/])", _time),
        (r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])", _time),
        (r"(giờ|phút)\s*[-–]\s*(?=\d)", r"\1 đến "),
        # Telephone numbers, in the groups that they are written in.
        (r"(?<![\w.,/])(?:\+84|0|1[89]00)(?:[.\s-]?\d{2,4}){2,4}(?![\d,])", _telephone),
        # Money, per cent, units.
        (rf"({NUMBER})\s?(?:%|phần trăm)\s*[-–]\s*({NUMBER})\s?%", r"\1 đến \2 phần trăm"),
        (rf"({NUMBER})\s*[-–]\s*({NUMBER})\s?%", r"\1 đến \2 phần trăm"),
        (rf"({NUMBER})\s?%", r"\1 phần trăm"),
        (rf"\$\s?({NUMBER})", r"\1 đô la Mỹ"),
        (rf"({NUMBER})\s?({MONEY})/({EACH})(?!\w)", lambda m: f"{m[1]} {CURRENCIES[m[2]]} một {PER[m[3]]}"),
        (rf"({NUMBER}(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ))*)\s?({MONEY})(?!\w)", lambda m: f"{m[1]} {CURRENCIES[m[2]]}"),
        (rf"({NUMBER})\s*[-–]\s*({NUMBER})\s?({UNIT})(?=\W|$)", lambda m: f"{m[1]} đến {m[2]} {m[3]}"),
        (rf"({NUMBER})\s?({UNIT})/({EACH})(?!\w)", lambda m: f"{m[1]} {UNITS[m[2]]} một {PER[m[3]]}"),
        (rf"({NUMBER})\s?({UNIT})(?!\w)", lambda m: f"{m[1]} {UNITS[m[2]]}"),
        (rf"\b({MEASURED})/({EACH})(?!\w)", lambda m: f"{m[1]} một {PER[m[2]]}"),
        (r"(?<=\d )(ngày|tháng)/(tuần|tháng|năm)(?!\w)", r"\1 một \2"),
        (rf"(?<=\d)\s*[-–]\s*(?={NUMBER})(?<!\d\.\d)", " đến "),
        # Numbers: 1.234,5 is one thousand two hundred and thirty-four and a half.
        (r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\.?\d)", lambda m: _spaced(m[0])),
        (r"(?<=\d),(?=\d)", " phẩy "),
        (r"(?<![\d/])(\d+)/(\d+)(?![\d/])", r"\1 trên \2"),
        # Roman numbers of congresses, centuries, quarters.
        (rf"\b({ORDINALS})\s+([IVXLC]+)\b", lambda m: f"{m[1]} {roman(m[2])}"),
        # Titles and abbreviated places.
        (r"\bTP\.?\s?HCM\b|\bTPHCM\b|\bTP\.?\s?Hồ Chí Minh\b", "Thành phố Hồ Chí Minh"),
        (r"\b(?:TP|Tp)\.\s?(?=[A-ZĐÀ-Ỵ])", "thành phố "),
        (r"\b(?:TX|Tx)\.\s?(?=[A-ZĐÀ-Ỵ])", "thị xã "),
        (r"\bQ\.\s?(?=\d)", "quận "),
        (r"\bP\.\s?(?=\d)", "phường "),
        (r"\bPGS\.?\s?", "phó giáo sư "),
        (r"\bGS\.?\s?(?=TS|[A-ZĐÀ-Ỵ])", "giáo sư "),
        (r"\bThS\.?\s?", "thạc sĩ "),
        (r"\bTS\.\s?", "tiến sĩ "),
        (r"\bBS\.?\s?(?=CK|[A-ZĐÀ-Ỵ])", "bác sĩ "),
        (r"\bNSND\b\.?\s?", "nghệ sĩ nhân dân "),
        (r"\bNSƯT\b\.?\s?", "nghệ sĩ ưu tú "),
        (r"(?i:\bđ/c)\s", "đồng chí "),
        (r"\bv\.v\.*|\bvv\.\.\.", "vân vân"),
        # Signs.
        (r"\s*&\s*", " và "),
        (r"(?<=\d)\s*[x×]\s*(?=\d)", " nhân "),
        (r"≥\s?", "từ "),
        (r"≤\s?", "không quá "),
        (r"(?<=\s)>\s?(?=\d)", "trên "),
        (r"(?<=\s)<\s?(?=\d)", "dưới "),
        (r"(?<![\w])\+(?=\d)", "cộng "),
        (r"(?<![\w\d])[-−](?=\d)", "âm "),
        (r"[*#_~|•▪►■]+", " "),
        (r"\s[–—]\s", ", "),
        (r"\s+([,.;:!?…])", r"\1"),
    ]
)

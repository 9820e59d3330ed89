"""Distinguishes names of authors from other short lines at the end of an article, such as a deadline or a greeting."""

from __future__ import annotations

import re

from bantin_reader.model.byline import COLLECTIVE, authors_of
from bantin_reader.sources.text.byline_patterns import SENTENCE_END, SURNAMES, without_label

MOST_NAME_WORDS = 5
LONGEST_ABBREVIATION = 5
NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]++|['’.-]++)*")
BEFORE_NAME = re.compile(
    r"\A(?:(?:thầy|cô|anh|chị|ông|bà|bác\s++sĩ|dược\s++sĩ|nhà\s++(?:báo|văn|thơ|giáo)|luật\s++sư|thạc\s++sĩ|tiến\s++sĩ|"
    r"cộng\s++tác\s++viên|thực\s++tập\s++sinh)(?:\s++giáo)?\s++){1,3}(?=\S)",
    re.IGNORECASE,
)
# Groups that write their names without a capital letter after the first.
GROUP = re.compile(
    r"(?:nhóm\s++)?(?:phóng\s++viên|pv|ctv|btv|cộng\s++tác\s++viên|tác\s++giả)|(?:nhóm|tổ)\s++(?:tin|truyền\s++thông)|"
    r"(?:ban\s++)?công\s++an\s++(?:xã|phường|huyện|tỉnh|thị\s++trấn)|văn\s++phòng\s++(?:xã|phường|huyện)",
    re.IGNORECASE,
)
# Whose words an article repeats or collects, in place of an author.
TAKEN_FROM = re.compile(r"(?:trích|sưu\s++tầm|tổng\s++hợp)\s++(?:từ|theo)\s++\S", re.IGNORECASE)
OPEN_BRACKET = re.compile(r"\([^()]*+\Z")
# Labels that stay in a byline, because they say more than that somebody wrote the text.
OTHER_LABEL = re.compile(
    r"\A(?:biên\s++(?:soạn|tập|dịch)|sưu\s++tầm|tổng\s++hợp|(?:người\s++)?(?:đưa|gửi)\s++tin|ctv|pv)\s*+:\s*+",
    re.IGNORECASE,
)
# What a person is, behind the name.
POST = re.compile(
    r"(?:phó|chủ\s++tịch|giám\s++đốc|hiệu\s++(?:trưởng|phó)|công\s++chức|viên\s++chức|cán\s++bộ|giáo\s++viên|chuyên\s++viên|"
    r"trưởng|bí\s++thư|bác\s++sĩ|kỹ\s++sư|nhân\s++viên|học\s++sinh|sinh\s++viên|lớp)(?!\w)",
    re.IGNORECASE,
)
# Offices besides those that every byline may name.
OFFICE = re.compile(
    r"(?:mặt\s++trận|đảng\s++ủy|chi\s++bộ|đồn|đội|hạt|bệnh\s++viện|hợp\s++tác\s++xã|công\s++ty)(?!\w)", re.IGNORECASE
)
# Words that begin as the names of offices do, and words that names of offices do not have.
NO_OFFICE = re.compile(
    r"(?:tổ\s++chức|trang\s++(?:thiết|trí|phục)|báo\s++(?:cáo|giá)|hội\s++(?:nghị|thảo|thi|trường|chợ)|bộ\s++(?:hồ|tài|câu)|"
    r"trường\s++hợp|đoàn\s++kết|phòng\s++(?:chống|bệnh|ngừa|tránh)|ban\s++hành|viện\s++phí)(?!\w)|"
    r"(?<!\w)(?:kính|mời|chúc|xin|trân\s++trọng|cảm\s++ơn|thông\s++báo|đề\s++nghị|yêu\s++cầu|được|đã|đang|sẽ|là|gồm|có|tại|"
    r"lúc|ngày|từ|đến|để|họp|mở|nghỉ)(?!\w)",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\.\s.*|\W*+đã ký\W*+|(?:(?:QUYỀN|PHÓ|Q\.)\s++)?(?:TỔNG\s++)?(?:CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|"
    r"HIỆU TRƯỞNG|HIỆU PHÓ|BÍ THƯ|CHÁNH VĂN PHÒNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHÁNH ÁN|ĐỘI TRƯỞNG|"
    r"TRẠM TRƯỞNG|TRƯỞNG\s++\w.*|CHỈ HUY TRƯỞNG|TỔ TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG)(?:\s.*)?",
    re.IGNORECASE,
)
LONGEST_OFFICE = 80


def names_authors(text: str) -> bool:
    """Whether a line consists of the names of persons and offices, with or without labels such as "Tin, ảnh:", or says
    where the text is taken from. One that names only photographers does not name the authors."""
    bare = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    names = [one.name for one in authors_of(OPEN_BRACKET.sub("", OTHER_LABEL.sub("", without_label(bare))))]
    if TAKEN_FROM.match(text):
        return True
    return bool(names) and _has_form_of_name(names[0]) and all(_has_form_of_name(n) or POST.match(n) for n in names[1:])


def names_photographers(text: str) -> bool:
    """Whether a line only says who made the pictures, such as "Ảnh: Vi Na"."""
    return ":" in text and not authors_of(text)


def is_above_signature(text: str) -> bool:
    """Whether a line stands above the name of a person who signs a document: the office, or that it was signed."""
    is_line = len(text) <= LONGEST_OFFICE and not SENTENCE_END.search(text)
    return is_line and SIGNED.fullmatch(text) is not None


def _has_form_of_name(name: str) -> bool:
    if not name[:1].isupper() and not BEFORE_NAME.match(name):
        return False
    if GROUP.fullmatch(name):
        return True
    is_office = COLLECTIVE.match(name) or OFFICE.match(name)
    first, *others = name.split()
    is_abbreviated = len(first) > 2 and first.isupper() and not name.isupper()
    if is_office and (is_abbreviated or any(word[0].isupper() for word in others)):
        return NO_OFFICE.search(name) is None
    words = BEFORE_NAME.sub("", name, count=1).split()
    if not 1 <= len(words) <= MOST_NAME_WORDS:
        return False
    if not all(NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    return not name.isupper() or _reads_as_name_in_capitals(words)


def _reads_as_name_in_capitals(words: list[str]) -> bool:
    """Whether words in capital letters are a name: a slogan or a heading has capital letters, too."""
    if len(words) == 1:
        return len(words[0]) <= LONGEST_ABBREVIATION
    return words[0].capitalize() in SURNAMES

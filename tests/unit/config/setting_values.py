"""Values of settings: what is written and what it becomes; what is refused, and words of the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bantin_reader.config.sources import SourceSettings

GOOD: dict[str, tuple[str, Any]] = {
    "data": ("kho", Path("kho")),
    "database_url": ("postgresql://vanson@may-chu/bantin", "postgresql://vanson@may-chu/bantin"),
    "public_url": ("https://bantin.vanson.example.vn/", "https://bantin.vanson.example.vn"),
    "hosts": (
        " www.VanSon.example.vn., 10.0.0.5:8000 [2001:DB8::1] bảntin.vn ",
        "www.vanson.example.vn 10.0.0.5:8000 [2001:db8::1] xn--bntin-v11b.vn",
    ),
    "proxies": ("127.0.0.1, ::1 10.1.2.3/24", "127.0.0.1/32 ::1/128 10.1.2.0/24"),
    "site_name": ("Bản tin Vân Sơn", "Bản tin Vân Sơn"),
    "logo": ("logo.svg", Path("logo.svg")),
    "accent": ("#7a1f1f", "#7a1f1f"),
    "accent_dark": ("#ffb4a8", "#ffb4a8"),
    "cache_bytes": ("1000000", 1_000_000),
    "stale_seconds": ("60", 60),
    "embed_allow": (
        " https://www.bo.example.vn, https://*.example.org:8443 ",
        "https://www.bo.example.vn https://*.example.org:8443",
    ),
    "speech_command": ("piper --model '/voices/{lang}.onnx'", "piper --model '/voices/{lang}.onnx'"),
    "audio_bytes": ("0", 0),
    "hub": ("https://hub.example.vn/push?a=1", "https://hub.example.vn/push?a=1"),
    "footer": ("Cổng thông tin điện tử tỉnh Vân Sơn", "Cổng thông tin điện tử tỉnh Vân Sơn"),
    "sections": (" Giáo  dục,y-te,*, -Quảng cáo", "Giáo dục, y-te, *, -Quảng cáo"),
    "contact": ("banbientap@vanson.example.vn", "banbientap@vanson.example.vn"),
    "time_zone": ("Asia/Bangkok", "Asia/Bangkok"),
    "log_access": ("true", True),
    "log_addresses": ("yes", True),
    "metrics_folder": ("/run/bantin", Path("/run/bantin")),
    "metrics_token": ("Zm9vYmFyYmF6cXV4MTIzNA==", SecretStr("Zm9vYmFyYmF6cXV4MTIzNA==")),
    "sources": (
        '[{"name": "xa", "kind": "feed", "url": "https://xa.example/rss"}]',
        (SourceSettings(name="xa", kind="feed", url="https://xa.example/rss"),),
    ),
}
WRONG = [
    ("accent", "đỏ tươi", "not a colour"),
    ("accent", "#005a36", "has 6.9:1 on the sepia paper; it needs 7:1"),
    ("accent", "#ff0000", "on the light paper; it needs 7:1"),
    ("accent", "#525252", "on the sepia paper; it needs 7:1"),
    ("accent", "transparent", "BANTIN_ACCENT"),
    ("accent", "#7a1f1f20", "BANTIN_ACCENT"),
    ("accent_dark", "#7a1f1f", "on the dark paper; it needs 7:1"),
    ("time_zone", "Asia/Van_Son", "no time zone"),
    ("time_zone", "../../etc/passwd", "no time zone"),
    ("time_zone", "Asia", "no time zone"),
    ("cache_bytes", "-1", "greater than or equal to 0"),
    ("stale_seconds", "một giờ", "valid integer"),
    ("embed_allow", "www.bo.example.vn", "not like https://www.example.vn"),
    ("embed_allow", "https://bo.example.vn; script-src *", "not like https://www.example.vn"),
    ("embed_allow", "https://bo.example.vn/trang", "not like https://www.example.vn"),
    ("embed_allow", "* https://bo.example.vn", "not like https://www.example.vn"),
    ("hosts", "https://www.example.vn", "not like bantin.example.vn or 10.0.0.5:8000"),
    ("proxies", "1", "no address or network like 127.0.0.1 or 10.0.0.0/24"),
    ("site_name", "   ", "at least 1 character"),
    ("public_url", "bantin.vanson.example.vn", "not like https://"),
    ("public_url", "ftp://bantin.example.vn", "not like https://"),
    ("public_url", "https://bantin.example.vn/?a=1", "not like https://"),
    ("public_url", "https://bantin.example.vn/#a", "not like https://"),
    ("public_url", "https://bản tin.example.vn", "BANTIN_PUBLIC_URL"),
    ("database_url", "mysql://may-chu/bantin", "need sqlite:// or postgresql://"),
    ("database_url", "var/bantin.sqlite3", "need sqlite:// or postgresql://"),
    ("database_url", "postgresql+psycopg2://may-chu/bantin", "need sqlite:// or postgresql://"),
    ("database_url", "postgresql://vanson:matkhau@may-chu:cong/bantin", "is not like postgresql://user:password@host"),
    ("sections", "*, Y tế, *", "is not like Giáo dục, Y tế, *, -Quảng cáo"),
    ("sections", "Y tế,, Giáo dục", "is not like Giáo dục, Y tế"),
    ("sections", "-", "is not like Giáo dục, Y tế"),
    ("speech_command", "  ", "is not like espeak-ng"),
    ("speech_command", "espeak-ng '", "No closing quotation"),
    ("audio_bytes", "-1", "greater than or equal to 0"),
    ("hub", "http://hub.example.vn/", "is not like https://hub.example.vn/"),
    ("hub", 'https://hub.example.vn/">', "is not like https://hub.example.vn/"),
    ("contact", "hỏi anh Tâm", "no e-mail address"),
    ("contact", "javascript:alert(1)", "no e-mail address"),
    ("log_access", "đôi khi", "valid boolean"),
    ("log_addresses", "2", "valid boolean"),
    ("metrics_token", "ngắn", "need at least 16 letters"),
    ("metrics_token", "mười sáu chữ cái có dấu", "need at least 16 letters"),
    ("metrics_token", "0123456789abcdef\nX-Forged: 1", "need at least 16 letters"),
    ("logo", "khong-co.svg", "no such file"),
    ("logo", "logo.gif", "need one of .svg"),
    ("logo", "thu-muc.svg", "no such file"),
]

"""Drafts to save: one with every field, and short ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from bantin_reader.model.article import Correction, Draft
from bantin_reader.model.picture import Figure, Picture

PICTURE = Picture(name=f"{'0' * 32}.webp", width=1200, height=800)
FULL = Draft(
    source_id="/nguon/day-du.md",
    title="Đường lên Khuổi Mây đã thông xe",
    sapo="Hai ngày sau mưa lũ, ô tô đã đi lại được.",
    body="<p>Điểm sạt cuối cùng được dọn xong lúc 16 giờ./.</p>",
    lang="vi",
    date=date(2026, 11, 5),
    time=time(16, 30),
    updated=date(2026, 11, 6),
    updated_time=time(8, 15),
    byline="Lý Thị Hoa",
    credit="Báo Vân Sơn",
    category="Giao thông",
    figure=Figure(caption="Máy xúc dọn đất đá", alt="Một máy xúc vàng trên đường", picture=PICTURE),
    translation_of="/nguon/goc.md",
    authors=("Lý Thị Hoa", "Sở Xây dựng"),
    corrections=(Correction(date(2026, 11, 7), "Bản tin trước ghi nhầm 18 giờ."),),
    expires_at=datetime(2126, 11, 5, 17, 30),
    expiry_reason="Đã hết thời hạn.",
    pinned=True,
    slug="duong-len-khuoi-may-da-thong-xe",
    former_slugs=("duong-len-khuoi-may",),
)


def draft(source: str, title: str = "Tin trong ngày", **fields: object) -> Draft:
    bare = Draft(source_id=f"/nguon/{source}", title=title, sapo="Tóm tắt.", body="<p>Nội dung.</p>", lang="vi")
    return replace(bare, **fields)  # type: ignore[arg-type]
